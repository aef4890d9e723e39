package org.icefloe.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.icefloe.mount.MountName;
import org.icefloe.rest.Station;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong; the rest is tested at the doors. */
class StatsFeedTest {
    private final Station station = new Station();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final StatsFeed feed = new StatsFeed(
            station.figures().server(),
            mount -> {
                throw new IllegalStateException("no address");
            },
            timer);
    private final AtomicBoolean closed = new AtomicBoolean();

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void whoCannotBeToldEverythingIsClosedAndTheLogSaysWhy() {
        station.begin("/a.mp3", "audio/mpeg", Map.of());
        try (Log log = new Log(StatsFeed.class)) {
            feed.follow(Optional.empty(), new Sink());

            await().untilTrue(closed);
            assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                    .contains("could not be told"));
        }
    }

    /** A container finds out only by writing that a client is gone. */
    @Test
    void whoHasNothingToBeToldIsSentAnEmptyLine() {
        StringBuffer told = new StringBuffer();
        StatsFeed quiet = new StatsFeed(station.figures().server(), mount -> "http://radio.example" + mount, timer);

        quiet.follow(Optional.of(new MountName("/off.mp3")), new Sink() {
            @Override
            public void send(byte[] lines) {
                told.append(new String(lines, StandardCharsets.UTF_8));
            }
        });

        await().atMost(Duration.ofSeconds(20)).until(told::toString, "\n"::equals);
    }

    private class Sink implements StatsSink {
        @Override
        public void begin(byte[] everything) {
            throw new AssertionError("there is nothing to be told");
        }

        @Override
        public void send(byte[] lines) {
            begin(lines);
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
