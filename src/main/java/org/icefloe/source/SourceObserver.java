package org.icefloe.source;

/** Wants to hear of every source. Called on the thread that lets it in or ends it; must return at once. */
public interface SourceObserver {
    /** A source was let in. */
    default void began(SourceSession session) {}

    /** A source that was let in is gone. */
    default void ended(SourceSession session) {}
}
