package org.icefloe.format;

/**
 * The source's bytes are not of the type it claimed, in a way that cannot be mended by skipping. The message is for its
 * operator.
 */
public final class StreamFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StreamFormatException(String message) {
        super(message);
    }
}
