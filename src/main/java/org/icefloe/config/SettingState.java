package org.icefloe.config;

import java.util.Optional;

/**
 * A setting as it is now, for whoever runs the server. What is secret is left out of it.
 *
 * @param key such as {@code icefloe.stream.port}
 * @param value what holds now; empty if that is nothing, or secret
 * @param byDefault what holds where nobody says otherwise; empty if that is nothing, or depends on other settings
 * @param origin the strongest place that says something of it
 * @param applies when a change applies
 * @param next what will hold after a restart, if that is something else
 */
public record SettingState(
        String key,
        Optional<String> value,
        Optional<String> byDefault,
        SettingOrigin origin,
        Applies applies,
        Optional<String> next) {}
