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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final CatalogFixture fixture = new CatalogFixture(writer);
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

    /** @param first its write is held before others come */
    private void startAll(int count, IntFunction<Runnable> server) throws InterruptedException {
        start(server.apply(0));
        begun.await();
        for (int n = 1; n < count; n++) {
            start(server.apply(n));
        }
        await("all to wait for the first one").atMost(LONG).until(() -> servers.stream()
                .allMatch(one -> one.getState() == Thread.State.TIMED_WAITING));
    }

    private Journal journal(Duration patience) {
        return new Journal(fixture.book, writer, () -> 0, patience);
    }

    private static Entry entry(String sid, String url) {
        Broadcast broadcast =
                new Broadcast("x", List.of(), "", "", "audio/mpeg", "", new Broadcast.Sound(0, 0, 0), "", "");
        return Entry.first(sid, url, CatalogFixture.SERVER, broadcast, CatalogFixture.BEGAN);
    }

    private void letEnd() throws InterruptedException {
        held.countDown();
        for (Thread server : servers) {
            server.join();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        letEnd();
        writer.shutdown();
    }

    private static String url(int n) {
        return "http://r" + n + ".example/";
    }

    /** A thousand servers that come back together wait for a few writes, and not for a thousand. */
    @Test
    void whatComesDuringAWriteIsWrittenTogether() throws InterruptedException {
        Journal journal = journal(LONG);
        hold(() -> {});
        startAll(20, n -> () -> journal.write(List.of(), Optional.of(entry("sid " + n, url(n)))));
        letEnd();

        assertThat(fixture.book.writes).isEqualTo(2);
        assertThat(fixture.book.all()).hasSize(20);
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
            for (int n = 3; n < 100; n++) {
                assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", url(n)))
                        .isEqualTo(YpReply.notAdded("The directory cannot keep this now. Try again later."));
                assertThat(fixture.touch(sid, "song " + n, n).isAccepted()).isTrue();
                assertThat(fixture.remove(sid).message())
                        .isEqualTo("The directory cannot keep this now. Try again later.");
            }
        });
        letEnd();

        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", url(3)).isAccepted())
                .isTrue();
        assertThat(fixture.book.all())
                .as("what was refused is not written later")
                .extracting(Entry::listenUrl)
                .containsExactlyInAnyOrder(url(1), url(2), url(3));
    }

    @Test
    void whoWaitsForAWriteThatHangsIsRefusedInTime() throws InterruptedException {
        // Whose ticker stands, so that nobody knows how long the write has lasted.
        Journal journal = journal(SHORT);
        hold(() -> {});
        start(() -> journal(LONG).write(List.of("first"), Optional.empty()));
        begun.await();

        for (Consumer<Journal> write : List.<Consumer<Journal>>of(
                one -> one.write(List.of("second"), Optional.of(entry("second", url(1)))),
                one -> one.touch(List.of()),
                one -> one.writeClicks(List.of(), List.of()))) {
            assertTooLate(() -> write.accept(journal));
        }
        end();
        assertThat(writer.awaitTermination(LONG.toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        assertThat(fixture.book.writes).as("those that were made").isEqualTo(1);
        assertThat(fixture.book.all()).isEmpty();
    }

    private static void assertTooLate(Runnable write) {
        assertTimeoutPreemptively(LONG, () -> assertThatThrownBy(write::run)
                .isInstanceOf(NotKeptException.class)
                .hasMessage("a write is not over after 20 ms"));
    }

    /** What he was told has failed is not there later, for he knows no SID. */
    @Test
    void firstWriterIsToldInTimeTooAndNothingOfHisIsLeft() throws InterruptedException {
        Journal journal = journal(SHORT);
        CountDownLatch dropping = new CountDownLatch(1);
        hold(dropping::countDown);

        try (Log log = new Log(Journal.class)) {
            assertTooLate(() -> journal.write(List.of(), Optional.of(entry("ghost", url(1)))));
            held.countDown();
            assertThat(dropping.await(LONG.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            end();
            assertThat(writer.awaitTermination(LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();

            assertThat(fixture.book.all()).isEmpty();
            assertThat(log.lines())
                    .containsExactly(
                            "The directory cannot be written, and takes no new streams:"
                                    + " a write is not over after 20 ms",
                            "The directory is written again");
        }
    }

    @Test
    void whoComesBehindTheEndIsTold() throws InterruptedException {
        end();
        assertThatThrownBy(() -> journal(LONG).touch(List.of()))
                .isInstanceOf(NotKeptException.class)
                .hasMessage("the server is closing");
    }

    @Test
    void whoIsInterruptedWarnsNobodyOfAWriteThatHangs() throws InterruptedException {
        Journal journal = journal(LONG);
        hold(() -> {});
        start(() -> journal.write(List.of("first"), Optional.empty()));
        begun.await();

        try (Log log = new Log(Journal.class)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> journal.touch(List.of()))
                    .isInstanceOf(NotKeptException.class)
                    .hasMessage("the wait for the write was interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void nothingCountsAsWrittenThatBrokeOff() throws InterruptedException {
        Queue<String> outcomes = new ConcurrentLinkedQueue<>();
        Journal journal = journal(LONG);
        hold(() -> {
            throw new StackOverflowError("a fault");
        });
        try (Log log = new Log(Journal.class)) {
            startAll(10, n -> () -> {
                try {
                    journal.write(List.of("sid"), Optional.empty());
                    outcomes.add("written");
                } catch (NotKeptException failure) {
                    outcomes.add(failure.getMessage());
                }
            });
            letEnd();

            assertThat(outcomes).hasSize(10).containsOnlyOnce("written");
            assertThat(outcomes).filteredOn("the write broke off"::equals).hasSize(9);
            assertThat(log.warnings()).containsExactly("A write of the directory broke off");
        }
    }
}
