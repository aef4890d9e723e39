package org.icefloe.directory.announce;

/**
 * A directory has answered a form, but not as a directory does: with status 500, perhaps, or with no HTTP at all. That
 * may be for the sake of that form. Its message is words that follow on the directory's address, such as
 * {@code answered 500}; it carries no stack trace, for the fault is elsewhere.
 */
public final class BadAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadAnswerException(String words) {
        super(words, null, false, false);
    }
}
