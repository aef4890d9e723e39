package org.icefloe.mount;

import org.icefloe.config.MountSettings;

/**
 * Where the settings of a mount are looked up. Answers from memory, never from a database, so that anybody may ask at
 * any time.
 */
@FunctionalInterface
public interface MountSettingsBook {
    /** The complete settings of a mount, whether it has an entry of its own or not. */
    MountSettings settingsOf(MountName mount);
}
