package org.icefloe.listener;

import java.util.Optional;
import org.icefloe.config.Settings;

/**
 * What all listeners together may be.
 *
 * @param listeners how many at once
 * @param bitsPerSecond how much may be sent to them, if there is a limit
 */
public record ListenerLimits(int listeners, Optional<Long> bitsPerSecond) {
    /** A number alone. */
    public static ListenerLimits of(int listeners) {
        return new ListenerLimits(listeners, Optional.empty());
    }

    /** Those of the server's settings: listeners are connections, too. */
    public static ListenerLimits of(Settings.Limits limits) {
        int listeners =
                limits.listeners().map(most -> Math.min(most, limits.clients())).orElse(limits.clients());
        return new ListenerLimits(listeners, limits.bandwidth());
    }
}
