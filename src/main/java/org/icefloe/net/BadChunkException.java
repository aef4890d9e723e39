package org.icefloe.net;

/** A body is not cut into chunks as it should be. The message says how, beginning with a capital. */
public final class BadChunkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadChunkException(String message) {
        super(message);
    }
}
