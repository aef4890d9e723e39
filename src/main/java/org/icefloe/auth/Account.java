package org.icefloe.auth;

import java.util.Optional;
import org.icefloe.mount.MountPattern;

/**
 * A login.
 *
 * @param username without a colon, which HTTP's Basic scheme could not carry
 * @param role what it is for
 * @param mounts the only mounts it is good for; empty means any
 * @param passwordHash as {@link PasswordHasher#hash} made it
 */
public record Account(String username, Role role, Optional<MountPattern> mounts, String passwordHash) {
    /** The user name of sources, unless a mount has an account of its own. */
    public static final String SOURCE_USER = "source";

    /** @throws IllegalArgumentException if the user name is empty or has a colon */
    public Account {
        if (username.isEmpty() || username.contains(":")) {
            throw new IllegalArgumentException("a user name is not empty and has no colon: '" + username + "'");
        }
    }

    /** An account that is good everywhere. */
    public static Account of(String username, Role role, String passwordHash) {
        return new Account(username, role, Optional.empty(), passwordHash);
    }

    /** An account for the sources of these mounts. */
    public static Account ofSource(MountPattern mounts, String username, String passwordHash) {
        return new Account(username, Role.SOURCE, Optional.of(mounts), passwordHash);
    }

    /** Leaves the hash out, so that no log line has it. */
    @Override
    public String toString() {
        return role + " " + username + mounts.map(pattern -> " of " + pattern).orElse("");
    }
}
