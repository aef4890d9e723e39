package org.icefloe.listener;

import org.icefloe.mount.Mount;

/**
 * Wants to hear of every listener. Called on the thread that visits it, but for the first call; must return at once.
 */
public interface ListenerObserver {
    /** A listener was let in; called on its door's thread. */
    default void joined(ListenerSession session) {}

    /** A listener goes on at another mount. */
    default void moved(ListenerSession session, Mount from, Mount to) {}

    /** A listener is gone. */
    default void left(ListenerSession session) {}
}
