package org.icefloe.auth;

import java.util.Optional;
import org.icefloe.mount.MountName;

/** Where accounts are looked up. Answers from memory, never from a database, so that anybody may ask at any time. */
public interface AccountBook {
    /** The account of that name, whatever its role. */
    Optional<Account> account(String username);

    /** The login that the entry of this mount, or of several such mounts, has for their sources. */
    Optional<Account> sourceOf(MountName mount);
}
