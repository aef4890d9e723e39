package org.icefloe.mount;

import java.util.Optional;

/**
 * Somebody who reads a mount's buffer and wants to hear of its life. Called on the source's thread, or on the one that
 * ends it; must return at once.
 */
public interface Audience {
    /** Bytes have been added to the buffer. */
    void bytesArrived();

    /**
     * No byte will be added any more.
     *
     * @param heir where listeners go on, if anywhere
     */
    void mountEnded(Optional<Mount> heir);

    /**
     * Another mount calls listeners back from here, its fallback.
     *
     * @param everybody whether all are meant, or only those who came from it
     */
    default void recalled(Mount mount, boolean everybody) {}
}
