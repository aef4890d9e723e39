package org.icefloe.auth;

import java.util.Optional;
import org.icefloe.mount.MountName;

/** Where accounts are looked up. Answers from memory, never from a database, so that anybody may ask at any time. */
public interface AccountBook {
    /** The account of that name and role that is good everywhere. */
    Optional<Account> account(Role role, String username);

    /**
     * The account that a source of this mount needs: the mount's own, or that of several such mounts, else the one all
     * sources share.
     */
    Optional<Account> sourceAccount(MountName mount);
}
