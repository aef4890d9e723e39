package org.icefloe.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Which of the log files that are full stay.
 *
 * @param files how many at most; empty if it does not matter
 * @param age how old at most; empty if it does not matter
 */
public record LogKeep(Optional<Integer> files, Optional<Duration> age) {
    /** All of them, for ever. */
    public static final LogKeep ALL = new LogKeep(Optional.empty(), Optional.empty());
}
