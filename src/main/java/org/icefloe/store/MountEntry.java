package org.icefloe.store;

import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.config.MountOverrides;
import org.icefloe.mount.MountPattern;

/**
 * What is said of a mount, or of several.
 *
 * @param pattern which mounts it is for
 * @param overrides what it says; the rest is left to the template, and then to the server's defaults
 * @param source the only account that is good for their sources, if they have one of their own
 */
public record MountEntry(MountPattern pattern, MountOverrides overrides, Optional<Account> source) {
    /** An entry without an account of its own. */
    public static MountEntry of(MountPattern pattern, MountOverrides overrides) {
        return new MountEntry(pattern, overrides, Optional.empty());
    }
}
