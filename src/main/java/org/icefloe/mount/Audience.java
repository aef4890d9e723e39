package org.icefloe.mount;

/**
 * Somebody who reads a mount's buffer and wants to hear of its life. Called on the source's thread; must return at
 * once.
 */
public interface Audience {
    /** Bytes have been added to the buffer. */
    void bytesArrived();

    /** No byte will be added any more. */
    void mountEnded();
}
