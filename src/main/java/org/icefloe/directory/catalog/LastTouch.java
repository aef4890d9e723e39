package org.icefloe.directory.catalog;

import java.time.Instant;

/**
 * What a server has said last of a stream.
 *
 * @param song what is playing; empty if nobody knows
 * @param listeners how many there are
 * @param maxListeners how many there may be; {@link #UNLIMITED} if there is no limit
 * @param touched when it said so
 */
public record LastTouch(String song, int listeners, int maxListeners, Instant touched) {
    /** As many as come. */
    public static final int UNLIMITED = -1;

    static LastTouch first(Instant added) {
        return new LastTouch("", 0, UNLIMITED, added);
    }
}
