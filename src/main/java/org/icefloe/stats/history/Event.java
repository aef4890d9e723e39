package org.icefloe.stats.history;

/** Something that counts; {@code at} is when, in ms of the ticker, and {@code id} the number of a listener. */
sealed interface Event {
    long at();

    /** A mount is on. */
    record Began(long at, Feed feed) implements Event {}

    /** A listener has come. */
    record Joined(long at, long id, Feed feed, Visitor who) implements Event {}

    /** A listener goes on at another mount. */
    record Moved(long at, long id, Feed to) implements Event {}

    /** A listener is gone. */
    record Left(long at, long id) implements Event {}
}
