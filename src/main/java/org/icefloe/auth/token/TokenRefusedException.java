package org.icefloe.auth.token;

/** A token cannot be made as it is wanted. The message is for whoever wants it. */
public final class TokenRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Names what cannot be used.
     *
     * @param field {@code mount}, {@code ttl} or {@code user}
     * @param problem the end of a sentence that begins with the field
     */
    TokenRefusedException(String field, String problem) {
        super(problem);
        this.field = field;
    }

    /** What cannot be used. */
    public String field() {
        return field;
    }
}
