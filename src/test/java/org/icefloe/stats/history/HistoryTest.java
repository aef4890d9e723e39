package org.icefloe.stats.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final String TEN = "2026-11-28T10:00:00Z";
    private static final Retention FOR_EVER = new Retention(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final HandClock time = new HandClock(TEN);
    private final MemoryStore store = new MemoryStore();
    private final FakeFeed live = new FakeFeed("/live");
    private History history = open(FOR_EVER);

    private History open(Retention keep) {
        return new History(store, () -> keep, Runnable::run, time, time, new SecureRandom());
    }

    private void listen(long id) {
        history.collector().joined(id, live, new Visitor("192.0.2." + id, Optional.of("VLC/3")));
    }

    private void pass(double seconds) {
        time.passSeconds(seconds);
        history.tick();
    }

    private List<Period> read(Scope scope, Resolution resolution) {
        return read(scope, resolution, 100);
    }

    private List<Period> read(Scope scope, Resolution resolution, int limit) {
        Instant to = time.instant().plusSeconds(1);
        return history.read(query(scope, resolution, to, limit)).orElse(List.of());
    }

    private static HistoryQuery query(Scope scope, Resolution resolution, Instant to, int limit) {
        return new HistoryQuery(scope, resolution, Instant.EPOCH, to, limit);
    }

    private boolean knows(Scope scope) {
        return history.read(query(scope, Resolution.DAY, time.instant(), 1)).isPresent();
    }

    private static final Scope LIVE = new Scope("/live");

    @Test
    void presentPeriodsAreThereAsFarAsTheyHaveCome() {
        listen(1);
        time.passSeconds(12.5);

        for (Resolution resolution : Resolution.values()) {
            Period present = read(LIVE, resolution).get(0);
            assertThat(present.key().start()).isEqualTo(resolution.startOf(Instant.parse(TEN)));
            assertThat(present.listening()).isEqualTo(new Listening(12_500, 12_500, 1, 1));
            assertThat(present.uniques().count()).isEqualTo(1);
        }
        assertThat(store.periods).isEmpty();
    }

    @Test
    void presentMinuteIsAddedToWhatIsKeptOfItsHour() {
        listen(1);
        pass(60);
        listen(2);
        pass(30);

        assertThat(read(LIVE, Resolution.MINUTE))
                .extracting(minute -> minute.listening().listenerMillis())
                .containsExactly(60_000L, 60_000L);
        Period hour = read(LIVE, Resolution.HOUR).get(0);
        assertThat(hour.listening()).isEqualTo(new Listening(90_000, 120_000, 2, 2));
        assertThat(hour.uniques().count()).isEqualTo(2);
        assertThat(read(Scope.ALL, Resolution.DAY))
                .extracting(Period::listening)
                .containsExactly(hour.listening());
    }

    @Test
    void onlyTheNewestAreToldAndThePresentOneIsAmongThem() {
        listen(1);
        for (int i = 0; i < 5; i++) {
            pass(60);
        }
        pass(10);

        assertThat(read(LIVE, Resolution.MINUTE, 2))
                .extracting(minute -> minute.key().start().toString())
                .containsExactly("2026-11-28T10:04:00Z", "2026-11-28T10:05:00Z");
        assertThat(history.read(new HistoryQuery(
                                LIVE,
                                Resolution.MINUTE,
                                Instant.parse(TEN),
                                Instant.parse("2026-11-28T10:05:00Z"),
                                100))
                        .orElseThrow())
                .hasSize(5);
    }

    @Test
    void restartGoesOnWithTheMinuteTheHourAndTheDay() {
        listen(1);
        listen(2);
        pass(70);
        history.close();
        time.passSeconds(5);
        history = open(FOR_EVER);
        listen(2);
        listen(3);
        pass(10);

        assertThat(read(LIVE, Resolution.MINUTE))
                .extracting(minute -> minute.listening().listenerMillis() + " "
                        + minute.uniques().count())
                .containsExactly("120000 2", "40000 3");
        Period day = read(LIVE, Resolution.DAY).get(0);
        assertThat(day.listening()).isEqualTo(new Listening(80_000, 160_000, 2, 4));
        assertThat(day.uniques().count()).as("one was there before and after").isEqualTo(3);
    }

    @Test
    void nothingIsCountedAfterTheEnd() {
        listen(1);
        pass(30);
        history.close();
        pass(60);
        history.close();

        assertThat(store.periods.values())
                .filteredOn(period ->
                        period.key().equals(new PeriodKey(LIVE, Resolution.DAY, Instant.parse("2026-11-28T00:00:00Z"))))
                .extracting(period -> period.listening().listenerMillis())
                .containsExactly(30_000L);
    }

    @Test
    void minutesWaitForADatabaseThatFailsAndTheLogSaysSoOnce() {
        try (Log log = new Log(History.class)) {
            store.failing = true;
            listen(1);
            for (int i = 0; i < 5; i++) {
                pass(60);
            }
            assertThat(store.periods).isEmpty();
            assertThatThrownBy(() -> read(LIVE, Resolution.HOUR)).hasMessage("the disk is full");
            store.failing = false;
            assertThat(read(LIVE, Resolution.HOUR).get(0).listening().listenerMillis())
                    .as("what waits is known")
                    .isEqualTo(300_000);
            pass(60);

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("not kept"))
                    .hasSize(1);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("kept again"))
                    .hasSize(1);
            assertThat(log.hasTraces()).isFalse();
        }
        assertThat(store.periods
                        .get(new PeriodKey(LIVE, Resolution.HOUR, Instant.parse(TEN)))
                        .listening())
                .isEqualTo(new Listening(360_000, 360_000, 1, 1));
        assertThat(read(LIVE, Resolution.MINUTE)).hasSize(6);
        assertThat(store.keys).hasSize(1);
    }

    @Test
    void oldPeriodsAreDeleted() {
        history = open(new Retention(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ZERO));
        listen(1);
        for (int i = 0; i < 60 * 5; i++) {
            pass(60);
        }

        assertThat(read(LIVE, Resolution.MINUTE).get(0).key().start()).isEqualTo("2026-11-28T14:50:00Z");
        assertThat(read(LIVE, Resolution.HOUR))
                .extracting(hour -> hour.key().start().toString())
                .containsExactly("2026-11-28T13:00:00Z", "2026-11-28T14:00:00Z");
        assertThat(read(LIVE, Resolution.DAY).get(0).listening().listenerMillis())
                .isEqualTo(5 * 3_600_000L);
    }

    @Test
    void deletionsAreSpread() {
        for (int i = 0; i < 200; i++) {
            store.add(
                    List.of(Periods.minute(
                            "*",
                            Instant.parse("2026-11-27T00:00:00Z")
                                    .plusSeconds(60L * i)
                                    .toString(),
                            60)),
                    Map.of());
        }
        history = open(new Retention(Duration.ofHours(1), Duration.ZERO, Duration.ZERO));
        pass(60);
        assertThat(store.deleted).hasSizeBetween(1, 50);
        for (int i = 0; i < 20; i++) {
            pass(60);
        }
        assertThat(store.deleted).hasSize(200);
    }

    @Test
    void keysAreForgottenWhenTheirDayHasBeenOverForADay() {
        listen(1);
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < 24 * 5; i++) {
            pass(3_600);
            kept.add(store.keys.size());
        }
        assertThat(kept).allMatch(count -> count <= 3);
        assertThat(store.keys.keySet()).noneMatch(day -> day.isBefore(LocalDate.parse("2026-12-01")));
    }

    @Test
    void knownIsWhatIsKeptOrIsBeingCounted() {
        assertThat(knows(LIVE)).isFalse();
        listen(1);
        time.passSeconds(1);
        assertThat(knows(LIVE)).isTrue();
        history.collector().left(1);
        pass(60);
        pass(60);
        assertThat(knows(LIVE)).isTrue();
        assertThat(knows(new Scope("/other"))).isFalse();
        assertThat(knows(Scope.ALL)).isTrue();
    }

    @Test
    void memoryIsBounded() {
        Unsaved unsaved = new Unsaved(10);
        List<List<Period>> minutes = new ArrayList<>();
        try (Log log = new Log(Unsaved.class)) {
            for (int i = 0; i < 10; i++) {
                String start = "2026-11-28T10:0" + i + ":00Z";
                minutes.add(List.of(
                        Periods.minute("*", start, 60),
                        Periods.minute("/a", start, 60),
                        Periods.minute("/b", start, 60)));
                unsaved.add(minutes.get(i));
            }
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("the oldest are lost"))
                    .hasSize(1);
        }
        assertThat(unsaved.of(new Scope("/a")))
                .extracting(period -> period.key().start().toString())
                .containsExactly("2026-11-28T10:07:00Z", "2026-11-28T10:08:00Z", "2026-11-28T10:09:00Z");
        // One that was given up while it was written.
        unsaved.saved(minutes.get(6));
        assertThat(unsaved.oldest()).containsSame(minutes.get(7));
        unsaved.saved(minutes.get(7));
        assertThat(unsaved.oldest()).containsSame(minutes.get(8));
    }

    @Test
    void databaseThatHangsIsWaitedForByAFewAndNotForLong() throws Exception {
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        history = new History(store, () -> FOR_EVER, waiting::add, time, time, new SecureRandom());
        List<CompletableFuture<Void>> first = IntStream.range(0, History.MOST_ASKING)
                .mapToObj(i -> CompletableFuture.runAsync(() -> knows(LIVE), task -> new Thread(task).start()))
                .toList();
        await().until(() -> waiting.size() == History.MOST_ASKING);

        assertThatThrownBy(() -> knows(LIVE))
                .isInstanceOf(HistoryBusyException.class)
                .hasMessage("8 others wait for the database already; ask again in a while");
        assertThat(first).allSatisfy(asker -> assertThatThrownBy(asker::join)
                .hasCauseInstanceOf(HistoryBusyException.class)
                .hasMessageContaining("has not answered within 5000 ms"));
        assertThatThrownBy(() -> knows(LIVE))
                .as("they have gone, but their questions still wait")
                .hasMessageContaining("others wait");

        assertThat(waiting).hasSize(History.MOST_ASKING).allSatisfy(Runnable::run);
        assertThat(store.asked).as("nobody wants to know any more").isZero();
        waiting.clear();
        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> knows(LIVE));
        await().until(() -> !waiting.isEmpty());
        waiting.remove().run();
        assertThat(next.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void whoAsksAfterTheEndIsToldAtOnce() {
        history.close();

        assertThatThrownBy(() -> knows(LIVE))
                .isInstanceOf(HistoryBusyException.class)
                .hasMessage("The server is stopping; ask again when it has started");
        assertThat(store.asked).isZero();
    }
}
