package org.icefloe.directory.probe;

import java.time.Duration;

/**
 * How streams are visited, as the settings say.
 *
 * @param interval how long a stream is left alone at least that was well; zero if nobody is visited
 * @param allowPrivate whether visits may lead into private networks, and to this machine
 */
public record ProbePolicy(Duration interval, boolean allowPrivate) {
    boolean isOff() {
        return interval.isZero();
    }
}
