package org.icefloe.store;

/** The database cannot be opened, or could not keep something; the message names it and the way out. */
public final class StoreException extends RuntimeException {
    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
