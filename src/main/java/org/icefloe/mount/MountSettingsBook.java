package org.icefloe.mount;

import java.util.Optional;
import java.util.Set;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;

/**
 * Where the settings of a mount are looked up. Answers from memory, never from a database, so that anybody may ask at
 * any time.
 */
@FunctionalInterface
public interface MountSettingsBook {
    /** The complete settings of a mount, whether it has an entry of its own or not. */
    MountSettings settingsOf(MountName mount);

    /**
     * Every value that a setting has for some mount; so files that mounts may come to need can be looked at before. A
     * book that knows only of mounts it is asked for knows of none.
     */
    default Set<String> valuesOf(MountSetting<Optional<String>> setting) {
        return Set.of();
    }
}
