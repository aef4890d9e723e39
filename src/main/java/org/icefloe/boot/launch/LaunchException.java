package org.icefloe.boot.launch;

/** The server cannot be started. The message is one sentence for whoever typed the command. */
final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private LaunchException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command itself is wrong: exit code 2, as shells have it. */
    static LaunchException usage(String message) {
        return new LaunchException(2, message);
    }

    /** The command is right and still cannot be carried out: exit code 1. */
    static LaunchException failure(String message) {
        return new LaunchException(1, message);
    }

    int exitCode() {
        return exitCode;
    }
}
