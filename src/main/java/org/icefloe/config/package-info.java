/**
 * Settings: {@link org.icefloe.config.Settings} for the server, {@link org.icefloe.config.MountSettings} for one mount,
 * {@link org.icefloe.config.MountOverrides} for what an entry says of it; {@link org.icefloe.config.MountSetting} is
 * the catalogue of what can be set for a mount. All are immutable; whoever holds one holds a snapshot, and
 * {@link org.icefloe.config.LiveSettings} gives out the present one. {@link org.icefloe.config.SettingsLoader} gathers
 * them from the command line, the system properties, the environment, the database and {@code HOME/icefloe.properties}.
 * {@link org.icefloe.config.MountPaths} is the rule of what can be a mountpoint.
 */
@NullMarked
package org.icefloe.config;

import org.jspecify.annotations.NullMarked;
