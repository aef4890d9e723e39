package org.icefloe.stats.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private static final String TEN = "2026-11-28T10:00:00Z";

    private final HandClock time = new HandClock(TEN);
    private final Collector collector =
            new Collector(new MinuteClock(time, time), new DayKeys(Map.of(), new SecureRandom()));
    private final FakeFeed live = new FakeFeed("/live");
    private final FakeFeed club = new FakeFeed("/club");
    private final List<Period> over = new ArrayList<>();

    private void tick() {
        collector.tick().forEach(over::addAll);
    }

    private void passAndTick(double seconds) {
        time.passSeconds(seconds);
        tick();
    }

    private void join(long id, FakeFeed feed) {
        join(id, feed, "192.0.2." + id, "VLC/3.0");
    }

    private void join(long id, FakeFeed feed, String address, String agent) {
        collector.joined(id, feed, new Visitor(address, Optional.of(agent)));
    }

    private Period minute(String mount, String start) {
        return over.stream()
                .filter(period -> period.key().scope().name().equals(mount))
                .filter(period -> period.key().start().equals(Instant.parse(start)))
                .reduce((one, other) -> {
                    throw new AssertionError(start + " is there twice");
                })
                .orElseThrow(() -> new AssertionError("no minute " + start + " of " + mount + " in " + over));
    }

    @Test
    void listenerIsCountedToTheMillisecondOnBothSidesOfABorder() {
        collector.began(live);
        passAndTick(50);
        join(1, live);
        passAndTick(15.25);
        collector.left(1);
        passAndTick(60);

        assertThat(minute("/live", TEN).listening()).isEqualTo(new Listening(60_000, 10_000, 1, 1));
        assertThat(minute("/live", "2026-11-28T10:01:00Z").listening()).isEqualTo(new Listening(60_000, 5_250, 1, 0));
    }

    @Test
    void borderIsWhereTheClockSaysHoweverLateTheTickIs() {
        time.passSeconds(30);
        join(1, live);
        // An event behind the border that is known when the minute is ended.
        time.passSeconds(31);
        join(2, live);
        passAndTick(0.9);
        passAndTick(59);

        assertThat(minute("/live", TEN).listening()).isEqualTo(new Listening(30_000, 30_000, 1, 1));
        assertThat(minute("/live", "2026-11-28T10:01:00Z").listening()).isEqualTo(new Listening(60_000, 119_000, 2, 1));
    }

    @Test
    void connectionsAndPeakAndUniqueListenersOfAMinuteAreThatMinutes() {
        collector.began(live);
        join(1, live);
        join(2, live);
        passAndTick(10);
        collector.left(1);
        collector.left(2);
        time.passSeconds(1);
        join(3, live, "192.0.2.1", "VLC/3.0");
        passAndTick(60);
        collector.left(3);
        passAndTick(60);
        passAndTick(60);

        Period first = minute("/live", TEN);
        assertThat(first.listening()).isEqualTo(new Listening(60_000, 20_000 + 49_000, 2, 3));
        assertThat(first.uniques().count()).as("one came twice").isEqualTo(2);
        Period second = minute("/live", "2026-11-28T10:01:00Z");
        assertThat(second.listening()).isEqualTo(new Listening(60_000, 11_000, 1, 0));
        assertThat(second.uniques().count()).as("was still there").isEqualTo(1);
        Period third = minute("/live", "2026-11-28T10:02:00Z");
        assertThat(third.listening()).isEqualTo(new Listening(60_000, 0, 0, 0));
        assertThat(third.uniques().count()).isZero();
    }

    @Test
    void addressWithAnotherAgentIsAnotherListener() {
        join(1, live, "192.0.2.1", "VLC/3.0");
        join(2, live, "192.0.2.1", "VLC/3.1");
        join(3, live, "192.0.2.1", "VLC/3.0");
        join(4, live, "192.0.2.1V", "LC/3.0");
        passAndTick(60);

        assertThat(minute("/live", TEN).uniques().count()).isEqualTo(3);
    }

    @Test
    void listenersCountWhereTheyHear() {
        collector.began(live);
        collector.began(club);
        join(1, live);
        passAndTick(20);
        collector.moved(1, club);
        passAndTick(40);

        assertThat(minute("/live", TEN).listening()).isEqualTo(new Listening(60_000, 20_000, 1, 1));
        assertThat(minute("/club", TEN).listening()).isEqualTo(new Listening(60_000, 40_000, 1, 0));
        assertThat(minute("/club", TEN).uniques().count()).isEqualTo(1);
        assertThat(minute("*", TEN).listening()).isEqualTo(new Listening(60_000, 60_000, 1, 1));
        assertThat(minute("*", TEN).uniques().count()).isEqualTo(1);
    }

    @Test
    void fallbackFileIsObservedWhileSomebodyHearsIt() {
        FakeFeed file = new FakeFeed("/fallback.mp3");
        file.carry(4_000, 0);
        collector.began(live);
        join(1, live);
        passAndTick(20);
        live.over = true;
        collector.moved(1, file);
        time.passSeconds(10);
        file.carry(1_000, 5_000);
        collector.left(1);
        passAndTick(30);
        passAndTick(60);

        Period heard = minute("/fallback.mp3", TEN);
        assertThat(heard.listening()).isEqualTo(new Listening(10_000, 10_000, 1, 0));
        assertThat(heard.traffic()).isEqualTo(new Traffic(5_000, 5_000));
        assertThat(over).noneMatch(period -> period.key().scope().name().equals("/fallback.mp3") && period != heard);
    }

    @Test
    void someoneWhoListensAtTwoMountsIsOneListenerOfTheServer() {
        join(1, live, "192.0.2.1", "VLC/3.0");
        join(2, club, "192.0.2.1", "VLC/3.0");
        passAndTick(60);

        assertThat(minute("/live", TEN).uniques().count()).isEqualTo(1);
        assertThat(minute("/club", TEN).uniques().count()).isEqualTo(1);
        assertThat(minute("*", TEN).uniques().count()).isEqualTo(1);
        assertThat(minute("*", TEN).listening()).isEqualTo(new Listening(60_000, 120_000, 2, 2));
    }

    @Test
    void bytesAreCountedOnce() {
        collector.began(live);
        live.carry(1_000, 0);
        passAndTick(59);
        live.carry(500, 2_000);
        passAndTick(1);
        live.carry(1, 2);
        passAndTick(60);
        passAndTick(60);

        assertThat(minute("/live", TEN).traffic()).isEqualTo(new Traffic(1_500, 2_000));
        assertThat(minute("/live", "2026-11-28T10:01:00Z").traffic()).isEqualTo(new Traffic(1, 2));
        assertThat(minute("/live", "2026-11-28T10:02:00Z").traffic()).isEqualTo(Traffic.NONE);
        assertThat(minute("*", TEN).traffic()).isEqualTo(new Traffic(1_500, 2_000));
    }

    @Test
    void mountThatIsTurnedOffAndOnAgainIsCountedOn() {
        collector.began(live);
        live.carry(1_000, 0);
        passAndTick(10);
        live.carry(100, 0);
        live.over = true;
        passAndTick(10);
        FakeFeed again = new FakeFeed("/live");
        collector.began(again);
        again.carry(50, 0);
        passAndTick(40);

        assertThat(minute("/live", TEN).traffic()).isEqualTo(new Traffic(1_150, 0));
        assertThat(minute("/live", TEN).listening().observedMillis())
                .as("its end is seen at the tick")
                .isEqualTo(20_000 + 40_000);
    }

    @Test
    void mountThatLivesBetweenTwoTicksIsCounted() {
        collector.began(live);
        live.carry(1_000, 0);
        live.over = true;
        passAndTick(1);
        passAndTick(59);

        assertThat(minute("/live", TEN).traffic()).isEqualTo(new Traffic(1_000, 0));
    }

    @Test
    void mountThatIsOffLeavesNoRows() {
        collector.began(live);
        live.over = true;
        passAndTick(1);
        passAndTick(59);
        passAndTick(60);

        assertThat(over)
                .noneMatch(period -> period.key().scope().name().equals("/live")
                        && period.key().start().isAfter(Instant.parse(TEN)));
        assertThat(minute("*", "2026-11-28T10:01:00Z").listening()).isEqualTo(new Listening(60_000, 0, 0, 0));
    }

    @Test
    void missedTicksLeaveNoHole() {
        join(1, live);
        passAndTick(30);
        passAndTick(200);

        assertThat(minute("/live", TEN).listening()).isEqualTo(new Listening(60_000, 60_000, 1, 1));
        assertThat(minute("/live", "2026-11-28T10:01:00Z").listening()).isEqualTo(new Listening(60_000, 60_000, 1, 0));
        assertThat(minute("/live", "2026-11-28T10:02:00Z").listening()).isEqualTo(new Listening(60_000, 60_000, 1, 0));
        assertThat(over)
                .extracting(period -> period.key().start())
                .doesNotContain(Instant.parse("2026-11-28T10:03:00Z"));
        assertThat(collector.present(Scope.of(live.name())).orElseThrow().listening())
                .isEqualTo(new Listening(50_000, 50_000, 1, 0));
    }

    @Test
    void clockPutForwardLeavesTheTimeWhereItWasSpent() {
        join(1, live);
        passAndTick(30);
        time.put(Duration.ofHours(3));
        passAndTick(1);
        passAndTick(29);

        assertThat(minute("/live", TEN).listening()).isEqualTo(new Listening(31_000, 31_000, 1, 1));
        assertThat(minute("/live", "2026-11-28T13:00:00Z").listening()).isEqualTo(new Listening(29_000, 29_000, 1, 0));
        assertThat(over).as("nothing was in between").hasSize(4);
    }

    @Test
    void clockPutBackGivesAMinuteTwice() {
        join(1, live);
        passAndTick(70);
        time.put("2026-11-28T10:00:10Z");
        passAndTick(1);
        passAndTick(49);

        assertThat(over)
                .filteredOn(period -> period.key().scope().name().equals("/live"))
                .extracting(period ->
                        period.key().start() + " " + period.listening().listenerMillis())
                .containsExactly(TEN + " 60000", "2026-11-28T10:01:00Z 11000", TEN + " 49000");
    }

    @Test
    void clockThatHesitatesAtABorderOpensNothingTwice() {
        join(1, live);
        passAndTick(60.1);
        time.put(Duration.ofMillis(-200));
        tick();
        passAndTick(0.5);
        passAndTick(60);

        assertThat(over)
                .filteredOn(period -> period.key().scope().name().equals("/live"))
                .extracting(period ->
                        period.key().start() + " " + period.listening().listenerMillis())
                .containsExactly(TEN + " 60000", "2026-11-28T10:01:00Z 60200");
    }

    @Test
    void presentMinuteIsThereAsFarAsItHasCome() {
        collector.began(live);
        join(1, live);
        time.passSeconds(5);
        live.carry(10, 20);
        tick();
        time.passSeconds(2.5);

        Period present = collector.present(Scope.of(live.name())).orElseThrow();
        assertThat(present.listening()).isEqualTo(new Listening(7_500, 7_500, 1, 1));
        assertThat(present.traffic()).isEqualTo(new Traffic(10, 20));
        assertThat(collector.present(Scope.of(club.name()))).isEmpty();
        passAndTick(52.5);
        assertThat(minute("/live", TEN).listening())
                .as("asking has changed nothing")
                .isEqualTo(new Listening(60_000, 60_000, 1, 1));
    }

    @Test
    void listenerWhoseEventComesLateIsCountedNeitherTwiceNorTooShort() {
        // A thread that has read the ticker and is then kept from telling.
        collector.joined(1, live, new Visitor("192.0.2.1", Optional.empty()));
        passAndTick(60);
        assertThat(minute("/live", TEN).listening().listenerMillis()).isEqualTo(60_000);
        time.passSeconds(-0.004);
        collector.left(1);
        time.passSeconds(0.004);
        passAndTick(1);

        assertThat(collector
                        .present(Scope.of(live.name()))
                        .orElseThrow()
                        .listening()
                        .listenerMillis())
                .as("what was too much before")
                .isEqualTo(-4);
    }

    @Test
    void agentsAddUpToTheWhole() {
        for (int i = 0; i < 30; i++) {
            join(i, live, "192.0.2." + i, "Player" + (char) ('A' + i) + "/1." + i);
            time.passSeconds(1);
        }
        collector.left(29);
        tick();
        passAndTick(30);

        Agents agents = minute("/live", TEN).agents();
        assertThat(agents.named()).hasSize(Agents.MOST);
        assertThat(agents.named().keySet()).startsWith("PlayerA", "PlayerB");
        assertThat(agents.named().get("PlayerA")).isEqualTo(new Share(60_000, 1));
        long named = agents.named().values().stream()
                .mapToLong(Share::listenerMillis)
                .sum();
        assertThat(named + agents.others().listenerMillis())
                .isEqualTo(minute("/live", TEN).listening().listenerMillis());
        assertThat(agents.others().connections()).isEqualTo(10);
    }

    @Test
    void nobodyIsTheSameOnTwoDays() {
        HandClock late = new HandClock("2026-11-28T23:59:00Z");
        DayKeys keys = new DayKeys(Map.of(), new SecureRandom());
        Collector atMidnight = new Collector(new MinuteClock(late, late), keys);
        atMidnight.joined(1, live, new Visitor("192.0.2.1", Optional.empty()));
        List<Period> minutes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            late.passSeconds(60);
            atMidnight.tick().forEach(minutes::addAll);
        }

        List<Period> here = minutes.stream()
                .filter(period -> period.key().scope().name().equals("/live"))
                .toList();
        assertThat(here).hasSize(2);
        assertThat(here).allMatch(period -> period.uniques().count() == 1);
        assertThat(here.get(0).uniques().sketch())
                .isNotEqualTo(here.get(1).uniques().sketch());
        assertThat(keys.fresh()).hasSize(2);
    }
}
