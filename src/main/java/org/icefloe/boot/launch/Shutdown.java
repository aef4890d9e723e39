package org.icefloe.boot.launch;

import java.time.Duration;

/** What happens on SIGTERM: the server is closed, and whatever is left after {@link #LIMIT} is cut off. */
final class Shutdown {
    /** Service managers and container engines kill after 10 s; a station that reconnects should not wait as long. */
    private static final Duration LIMIT = Duration.ofMillis(4_700);

    /** What the system reports of a process that SIGTERM ended. */
    private static final int TERMINATED = 128 + 15;

    private final AutoCloseable server;

    Shutdown(AutoCloseable server) {
        this.server = server;
    }

    /** A thread for {@link Runtime#addShutdownHook}. */
    Thread hook() {
        return new Thread(this::stopInTime, "icefloe-shutdown");
    }

    private void stopInTime() {
        Thread stopping = new Thread(this::stop, "icefloe-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            System.err.println("Icefloe did not end by itself within " + LIMIT.toMillis() + " ms and is cut off.");
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    private void stop() {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println("Icefloe did not end cleanly: " + e);
        }
    }
}
