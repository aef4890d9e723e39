package org.icefloe.relay;

/** Another server has not answered, or not in a way that is understood. The message follows on its address. */
final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String words) {
        super(words);
    }
}
