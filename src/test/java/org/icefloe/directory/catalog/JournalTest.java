package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Of a journal that gives up nobody while the test runs. */
    private static final Duration LONGER = LONG.multipliedBy(10);

    private final CatalogFixture fixture = new CatalogFixture();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<Thread> servers = new ArrayList<>();

    /** The next write lasts until somebody lets it end. */
    private void hold(Runnable afterwards) {
        fixture.book.meanwhile = () -> {
            fixture.book.meanwhile = afterwards;
            begun.countDown();
            FakeBook.await(held);
        };
    }

    private void start(Runnable server) {
        Thread thread = new Thread(server);
        servers.add(thread);
        thread.start();
    }

    private void awaitWaiting() {
        await("all to wait for the first one").atMost(LONG).until(() -> servers.stream()
                .allMatch(server ->
                        server.getState() == Thread.State.WAITING || server.getState() == Thread.State.TIMED_WAITING));
    }

    @AfterEach
    void end() throws InterruptedException {
        held.countDown();
        for (Thread server : servers) {
            server.join();
        }
    }

    private static String url(int n) {
        return "http://r" + n + ".example/";
    }

    /** A thousand servers that come back together wait for a few writes, and not for a thousand. */
    @Test
    void whatComesDuringAWriteIsWrittenTogether() throws InterruptedException {
        CatalogFixture elsewhere = new CatalogFixture();
        for (int n = 0; n < 20; n++) {
            elsewhere.sid("Nordlicht FM", url(n));
        }
        Journal journal = new Journal(fixture.book, () -> 0, LONGER);
        hold(() -> {});
        for (Entry entry : elsewhere.book.all()) {
            start(() -> journal.write(List.of(), Optional.of(entry)));
        }
        awaitWaiting();
        end();

        assertThat(fixture.book.writes).isEqualTo(2);
        assertThat(fixture.book.all()).containsExactlyElementsOf(elsewhere.book.all());
    }

    /** As when the database is gone without a farewell. */
    @Test
    void writeThatHangsHoldsNobodyElse() throws InterruptedException {
        String sid = fixture.sid("Nordlicht FM", url(1));
        hold(() -> {});
        start(() -> fixture.add(CatalogFixture.SERVER, "Nordlicht FM", url(2)));
        begun.await();
        fixture.nanos += Catalog.PATIENCE.toNanos();

        assertTimeoutPreemptively(LONG, () -> {
            for (int n = 3; n < 1_000; n++) {
                assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", url(n)))
                        .isEqualTo(YpReply.notAdded("The directory cannot keep this now. Try again later."));
                assertThat(fixture.touch(sid, "song " + n, n).isAccepted()).isTrue();
                assertThat(fixture.remove(sid).message())
                        .isEqualTo("The directory cannot keep this now. Try again later.");
            }
        });
        end();

        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", url(3)).isAccepted())
                .isTrue();
        assertThat(fixture.book.all())
                .as("what was refused is not written later")
                .extracting(Entry::listenUrl)
                .containsExactlyInAnyOrder(url(1), url(2), url(3));
    }

    @Test
    void whoWaitsForAWriteThatHangsIsRefusedInTime() throws InterruptedException {
        // So that nobody knows how long it has lasted.
        Journal journal = new Journal(fixture.book, () -> 0, Duration.ofMillis(20));
        hold(() -> {});
        start(() -> journal.write(List.of("first"), Optional.empty()));
        begun.await();

        for (Consumer<Journal> write : List.<Consumer<Journal>>of(
                one -> one.write(List.of("second"), Optional.empty()),
                one -> one.touch(List.of()),
                one -> one.writeClicks(List.of(), List.of()))) {
            assertTimeoutPreemptively(LONG, () -> assertThatThrownBy(() -> write.accept(journal))
                    .isInstanceOf(NotKeptException.class)
                    .hasMessage("the last write is not over after 20 ms"));
        }
    }

    @Test
    void whoIsInterruptedWarnsNobodyOfAWriteThatHangs() throws InterruptedException {
        Journal journal = new Journal(fixture.book, () -> 0, LONG);
        hold(() -> {});
        start(() -> journal.write(List.of("first"), Optional.empty()));
        begun.await();

        try (Log log = new Log(Journal.class)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> journal.touch(List.of()))
                    .isInstanceOf(NotKeptException.class)
                    .hasMessage("the wait for the last write was interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void nothingCountsAsWrittenThatBrokeOff() throws InterruptedException {
        Queue<String> outcomes = new ConcurrentLinkedQueue<>();
        Journal journal = new Journal(fixture.book, () -> 0, LONGER);
        hold(() -> {
            throw new StackOverflowError("a fault");
        });
        for (int n = 0; n < 10; n++) {
            start(() -> {
                try {
                    journal.write(List.of("sid"), Optional.empty());
                    outcomes.add("written");
                } catch (NotKeptException failure) {
                    outcomes.add(failure.getMessage());
                } catch (StackOverflowError fault) {
                    outcomes.add(fault.getMessage());
                }
            });
        }
        awaitWaiting();
        end();

        assertThat(fixture.book.writes).isEqualTo(1);
        assertThat(outcomes).hasSize(10).containsOnlyOnce("written").containsOnlyOnce("a fault");
        assertThat(outcomes).filteredOn("the write broke off"::equals).hasSize(8);
    }
}
