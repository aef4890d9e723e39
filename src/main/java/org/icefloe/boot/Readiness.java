package org.icefloe.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.icefloe.ops.HealthResource;
import org.icefloe.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints the ready line, once, when both doors accept.
 *
 * <p>A web application is started before its container's port is open, and is never told when that happens. So a thread
 * asks this port for {@code /health/ready} until the answer is 200 and bears the id of this very start: another server
 * at the same port, or an earlier one that is just going, is not taken for this one. The stream port is one of the
 * checks behind that answer.
 */
public final class Readiness implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Readiness.class);

    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    /** After that, the container has most likely another port; but it may also be slow. */
    private static final Duration LATER_INTERVAL = Duration.ofSeconds(5);

    /** How long an operator waits in vain before being told what is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Doors doors;
    private final String instance;
    private final PrintStream out;
    private final Ticker ticker;
    private final Thread thread = new Thread(this::waitAndTell, "icefloe-readiness");

    /**
     * @param instance as given to {@link HealthResource}
     * @param out standard output
     */
    public Readiness(Doors doors, String instance, PrintStream out, Ticker ticker) {
        this.doors = doors;
        this.instance = instance;
        this.out = out;
        this.ticker = ticker;
    }

    /** Begins to ask. To be called when all else of the web application is started. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void waitAndTell() {
        try {
            awaitReady();
            out.println(doors.readyLine());
            out.flush();
        } catch (InterruptedException e) {
            // The server is being closed before it was ready: there is nothing to tell.
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws InterruptedException {
        long begin = ticker.nanos();
        boolean warned = false;
        String answer = ask();
        while (!answer.isEmpty()) {
            boolean late = ticker.nanos() - begin > PATIENCE.toNanos();
            if (late && !warned) {
                warn(answer);
                warned = true;
            }
            Thread.sleep((late ? LATER_INTERVAL : INTERVAL).toMillis());
            answer = ask();
        }
    }

    private void warn(String answer) {
        log.warn(
                "Not ready after {} s: {} was asked and {}. If the container listens on another port, set"
                        + " icefloe.http.port in HOME/icefloe.properties, or ICEFLOE_HTTP_PORT in the environment.",
                PATIENCE.toSeconds(),
                doors.health(),
                answer);
    }

    /** Empty if this server is ready, else what came instead, to be read after "it was asked and". */
    private String ask() {
        URI health = doors.health();
        try {
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout((int) ANSWER_TIMEOUT.toMillis());
            connection.setReadTimeout((int) ANSWER_TIMEOUT.toMillis());
            connection.setInstanceFollowRedirects(false);
            try {
                return judge(connection.getResponseCode(), connection.getHeaderField(HealthResource.INSTANCE));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return "did not answer (" + e.getMessage() + ")";
        }
    }

    private String judge(int status, @Nullable String answerer) {
        if (!instance.equals(answerer)) {
            return "another server answered, with status " + status;
        }
        return status == HttpURLConnection.HTTP_OK ? "" : "answered with status " + status;
    }

    /** Stops asking; returns when the thread has ended. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(2 * ANSWER_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
