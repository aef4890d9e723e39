/**
 * Settings: {@link org.icefloe.config.Settings} for the server, {@link org.icefloe.config.MountSettings} for one mount,
 * {@link org.icefloe.config.MountOverrides} for what a mount's own entry says. All are immutable; whoever holds one
 * holds a snapshot. {@link org.icefloe.config.SettingsLoader} gathers them from the command line, the system
 * properties, the environment and {@code HOME/icefloe.properties}.
 */
@NullMarked
package org.icefloe.config;

import org.jspecify.annotations.NullMarked;
