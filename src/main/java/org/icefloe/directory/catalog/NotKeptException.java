package org.icefloe.directory.catalog;

/** The book could not keep something; the log has heard of it. */
final class NotKeptException extends RuntimeException {
    NotKeptException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

    NotKeptException(String words) {
        super(words);
    }
}
