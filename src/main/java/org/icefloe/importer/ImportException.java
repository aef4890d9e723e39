package org.icefloe.importer;

/** A file cannot be read, or what it says cannot be used. The message is one sentence for whoever wants it imported. */
public final class ImportException extends RuntimeException {
    ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
