package org.icefloe.directory.catalog;

/** A stream is not listed; the message is for its server, and fit for a header. */
public final class ListingRefusedException extends Exception {
    ListingRefusedException(String message) {
        super(message);
    }
}
