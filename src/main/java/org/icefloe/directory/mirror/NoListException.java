package org.icefloe.directory.mirror;

/** Another directory has not given its list. The message says why, to be read behind its address. */
final class NoListException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoListException(String message) {
        super(message);
    }
}
