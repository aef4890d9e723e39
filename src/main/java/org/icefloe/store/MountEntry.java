package org.icefloe.store;

import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.config.MountOverrides;
import org.icefloe.mount.MountName;

/**
 * A mount's own entry.
 *
 * @param name of the mount
 * @param overrides what it says that the server's defaults do not
 * @param source the only account that is good for its source, if it has one of its own
 */
public record MountEntry(MountName name, MountOverrides overrides, Optional<Account> source) {
    /** An entry without an account of its own. */
    public static MountEntry of(MountName name, MountOverrides overrides) {
        return new MountEntry(name, overrides, Optional.empty());
    }
}
