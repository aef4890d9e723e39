package org.icefloe.importer;

/** An element means nothing here; the message is why, as the end of a sentence. */
final class NotTakenException extends RuntimeException {
    NotTakenException(String reason) {
        super(reason);
    }
}
