package org.icefloe.directory.announce;

/**
 * A directory is not there, or silent, for any form. Its message is words that follow on the directory's address, such
 * as {@code did not answer within 15 s}; it carries no stack trace, for the fault is elsewhere.
 */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoAnswerException(String words) {
        super(words, null, false, false);
    }
}
