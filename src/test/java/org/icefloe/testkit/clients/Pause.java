package org.icefloe.testkit.clients;

/** The time between two questions to a server. */
final class Pause {
    private static final long MILLIS = 50;

    private Pause() {}

    static void brief() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a server", e);
        }
    }
}
