package org.icefloe.auth.htpasswd;

/** A file ends in the middle of a line: whoever writes it has not finished. */
final class HalfWrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HalfWrittenException() {
        super("its last line is cut short", null, false, false);
    }
}
