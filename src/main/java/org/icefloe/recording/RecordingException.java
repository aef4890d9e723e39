package org.icefloe.recording;

/** A recording cannot go on. The message, for the operator, names the file and the fault. */
final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordingException(String message) {
        super(message);
    }

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
