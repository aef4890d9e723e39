package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.icefloe.ops.HealthResource;
import org.icefloe.testkit.Log;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String answerer = "me";
    private volatile int status = 200;
    private HttpServer container;
    private Readiness readiness;

    @BeforeEach
    void prepare() throws IOException {
        container = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        container.createContext("/health/ready", exchange -> {
            exchange.getResponseHeaders().set(HealthResource.INSTANCE, answerer);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            asked.incrementAndGet();
        });
        readiness = new Readiness(doors(), "me", new PrintStream(output), Ticker.system());
    }

    private Doors doors() {
        return new Doors("h", 8000, "", container.getAddress().getPort(), "", Doors.Purpose.STREAMS);
    }

    @AfterEach
    void end() {
        readiness.close();
        container.stop(0);
    }

    @Test
    void lineComesOnceWhenTheContainerAnswersAtLast() {
        readiness.start();
        assertThat(output.size()).isZero();
        container.start();
        await().until(() -> output.size() > 0);
        readiness.close();
        assertThat(output.toString()).hasLineCount(1).startsWith("Icefloe is ready: streams http://h:8000/ ");
    }

    @Test
    void serverThatIsNotReadyIsAskedAgain() {
        status = 503;
        container.start();
        readiness.start();
        await().until(() -> asked.get() >= 3);
        assertThat(output.size()).isZero();
        status = 200;
        await().until(() -> output.size() > 0);
    }

    @Test
    void anotherServerAtTheSamePortIsNotTakenForThisOne() {
        answerer = "somebody else";
        container.start();
        readiness.start();
        await().until(() -> asked.get() >= 3);
        readiness.close();
        assertThat(output.size()).isZero();
    }

    @Test
    void portThatIsNeverReadyIsAskedRarelyAfterAMinute() {
        status = 503;
        AtomicLong seconds = new AtomicLong();
        readiness = new Readiness(doors(), "me", new PrintStream(output), () -> Duration.ofSeconds(seconds.get())
                .toNanos());
        container.start();
        readiness.start();
        await().until(() -> asked.get() >= 3);
        try (Log log = new Log(Readiness.class)) {
            seconds.set(61);
            await().until(() -> log.warnings().size() == 1);
            int before = asked.get();
            await().during(Duration.ofMillis(500)).until(() -> asked.get() == before);
        }
    }

    @Test
    void closingBeforeReadyEndsTheThreadSilently() {
        readiness.start();
        readiness.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("icefloe-readiness"));
        assertThat(output.size()).isZero();
    }
}
