package org.icefloe.auth;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;

/**
 * A login.
 *
 * @param username without a colon, which HTTP's Basic scheme could not carry
 * @param role what it is for
 * @param mounts the only mounts it is good for; empty means any
 * @param passwordHash as {@link PasswordHasher#hash} made it
 */
public record Account(String username, Role role, SortedSet<MountPattern> mounts, String passwordHash) {
    /** The user name of sources, unless a mount has an account of its own. */
    public static final String SOURCE_USER = "source";

    /** @throws IllegalArgumentException if the user name is empty or has a colon, or the role is for no mounts */
    public Account {
        if (username.isEmpty() || username.contains(":")) {
            throw new IllegalArgumentException("a user name is not empty and has no colon: '" + username + "'");
        }
        if (!mounts.isEmpty() && !role.isForMounts()) {
            throw new IllegalArgumentException("only accounts of sources and listeners can be kept to some mounts");
        }
        mounts = Collections.unmodifiableSortedSet(new TreeSet<>(mounts));
    }

    /** An account that is good everywhere. */
    public static Account of(String username, Role role, String passwordHash) {
        return of(username, role, Set.of(), passwordHash);
    }

    /** An account for these mounts, or for all if there are none. */
    public static Account of(String username, Role role, Collection<MountPattern> mounts, String passwordHash) {
        return new Account(username, role, new TreeSet<>(mounts), passwordHash);
    }

    /** An account for the sources of these mounts. */
    public static Account ofSource(MountPattern mounts, String username, String passwordHash) {
        return of(username, Role.SOURCE, Set.of(mounts), passwordHash);
    }

    /** Whether it is good for that mount, as far as mounts go. */
    public boolean covers(MountName mount) {
        return mounts.isEmpty() || mounts.stream().anyMatch(pattern -> pattern.matches(mount));
    }

    /** Whether this is the login that all sources share. A mount whose entry has a login of its own refuses it. */
    public boolean isSharedBySources() {
        return role == Role.SOURCE && username.equals(SOURCE_USER) && mounts.isEmpty();
    }

    /** Leaves the hash out, so that no log line has it. */
    @Override
    public String toString() {
        return role + " " + username + (mounts.isEmpty() ? "" : " of " + mounts);
    }
}
