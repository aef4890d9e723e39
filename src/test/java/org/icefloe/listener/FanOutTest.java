package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.Frame;
import org.icefloe.mount.RefusedException;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;

class FanOutTest {
    private static final int FRAME = 400;

    private final Studio usual = new Studio(MountSettings.DEFAULT);
    private final FakeSink sink = new FakeSink();

    @Test
    void burstGoesOutAtOnce() {
        sendFrames(usual, 100);

        usual.listen(sink);

        assertThat(sink.taken()).isEqualTo(Studio.stream(0, 100 * FRAME));
    }

    @Test
    void burstIsNotLongerThanItsSize() {
        sendFrames(usual, 1000);

        usual.listen(sink);

        int begin = 1000 * FRAME - sink.size();
        assertThat(sink.size()).isBetween(65_536 - FRAME, 65_536);
        assertThat(begin % FRAME).isZero();
        assertThat(sink.taken()).isEqualTo(Studio.stream(begin, 1000 * FRAME));
    }

    @Test
    void listenerThatHasHadItsBurstIsVisitedAtTheInterval() {
        usual.send(FRAME);
        usual.listen(sink);
        usual.loop.pass(10_000);
        int before = sink.flushes();

        for (int frame = 0; frame < 400; frame++) {
            usual.send(FRAME);
            usual.loop.pass(25);
        }

        assertThat(sink.flushes() - before).isBetween(9, 11);
        assertThat(sink.size()).isGreaterThan(350 * FRAME);
    }

    @Test
    void fastStreamIsVisitedBeforeItPassesTheListener() {
        sendFrames(usual, 1000);
        usual.listen(sink);

        for (int i = 0; i < 200; i++) {
            usual.send(25_000);
            usual.loop.pass(10);
        }

        assertThat(sink.isOpen()).isTrue();
        assertThat(sink.size()).isGreaterThan(199 * 25_000 - 524_288);
    }

    @Test
    void lowDelayIsServedTheMomentBytesArrive() {
        Studio studio = new Studio(Studio.settings(65_536, 524_288, Duration.ZERO));
        studio.send(FRAME);
        studio.listen(sink);

        studio.send(FRAME);
        studio.loop.run();

        assertThat(sink.size()).isEqualTo(2 * FRAME);
    }

    @Test
    void usualDelayIsNotDisturbedByEveryByte() {
        usual.send(FRAME);
        usual.listen(sink);

        usual.send(FRAME);
        usual.loop.run();

        assertThat(sink.size()).isEqualTo(FRAME);
    }

    @Test
    void listenerWaitsForTheFirstEntryAndHearsItAtOnce() {
        usual.listen(sink);
        usual.send(Frame.Kind.CONTINUATION, FRAME);
        usual.loop.run();
        assertThat(sink.size()).isZero();

        usual.send(FRAME);
        usual.loop.run();

        assertThat(sink.taken()).isEqualTo(Studio.stream(FRAME, 2 * FRAME));
    }

    @Test
    void headersComeBeforeTheBurstAndDoNotKeepItBack() {
        usual.send(Frame.Kind.LINK_START, 30);
        usual.send(Frame.Kind.HEADER, 70);
        sendFrames(usual, 1000);

        usual.listen(sink);

        assertThat(sink.taken()).startsWith(Studio.stream(0, 100));
        assertThat(sink.size()).isGreaterThan(60_000);
    }

    @Test
    void stalledConnectionIsNotWrittenToUntilItSaysSo() {
        usual.send(FRAME);
        sink.stall();
        ListenerSession session = usual.listen(sink);
        usual.send(FRAME);
        usual.loop.pass(10_000);
        assertThat(sink.size()).isEqualTo(FRAME);

        sink.resume();
        session.sinkReady();
        usual.loop.run();

        assertThat(sink.taken()).isEqualTo(Studio.stream(0, 2 * FRAME));
    }

    @Test
    void listenerBehindTheQueueIsDroppedAndCountedAndOthersHearEverything() {
        FakeSink good = new FakeSink();
        usual.send(FRAME);
        sink.stall();
        usual.listen(sink);
        usual.listen(good);

        for (int i = 0; i < 60; i++) {
            usual.send(10_000);
            usual.loop.pass(100);
        }

        assertThat(sink.isAborted()).isTrue();
        assertThat(usual.mount.counters().slowListeners()).isOne();
        assertThat(usual.mount.counters().listeners()).isOne();
        usual.endSource();
        usual.loop.run();
        assertThat(good.taken()).isEqualTo(Studio.stream(0, FRAME + 600_000));
    }

    @Test
    void endOfTheSourceSendsTheRestAndCloses() {
        usual.send(FRAME);
        usual.listen(sink);
        usual.send(FRAME);

        usual.endSource();
        usual.loop.run();

        assertThat(sink.taken()).isEqualTo(Studio.stream(0, 2 * FRAME));
        assertThat(sink.isFinished()).isTrue();
        assertEverybodyHasLeft(usual);
    }

    @Test
    void droppedListenerIsNamedAsTheSettingsAllow() {
        Studio discreet = new Studio(MountSettings.DEFAULT, address -> "somebody");
        discreet.send(FRAME);
        sink.stall();
        discreet.listen(sink);
        try (Log log = new Log(ListenerSession.class)) {
            for (int i = 0; i < 60; i++) {
                discreet.send(10_000);
                discreet.loop.pass(100);
            }
            assertThat(log.lines())
                    .containsExactly("Listener somebody of /live has fallen too far behind the queue and is dropped");
        }
    }

    @Test
    void slowListenerIsSentTheRestAfterTheEndAsItTakesIt() {
        usual.send(FRAME);
        sink.stall();
        ListenerSession session = usual.listen(sink);
        usual.send(FRAME);
        usual.endSource();
        usual.loop.pass(3000);
        assertThat(sink.isOpen()).isTrue();

        sink.resume();
        session.sinkReady();
        usual.loop.run();

        assertThat(sink.taken()).isEqualTo(Studio.stream(0, 2 * FRAME));
        assertThat(sink.isFinished()).isTrue();
        assertEverybodyHasLeft(usual);
    }

    @Test
    void listenerThatTakesNothingAfterTheEndIsClosedInTheEnd() {
        usual.send(FRAME);
        sink.stall();
        usual.listen(sink);

        usual.endSource();
        usual.loop.pass(ListenerGroup.LAST_BYTES_MILLIS);

        assertThat(sink.isAborted()).isTrue();
        assertEverybodyHasLeft(usual);
    }

    @Test
    void listenerThatComesToAnEndedMountIsFinished() {
        usual.send(FRAME);
        ListenerSession late = usual.admit(sink);
        usual.endSource();

        late.begin();
        usual.loop.run();

        assertThat(sink.size()).isEqualTo(FRAME);
        assertThat(sink.isFinished()).isTrue();
        assertEverybodyHasLeft(usual);
    }

    @Test
    void listenerThatComesWhileOthersAreStillEndingIsFinishedToo() {
        FakeSink slow = new FakeSink();
        usual.send(FRAME);
        slow.stall();
        usual.listen(slow);
        ListenerSession late = usual.admit(sink);
        usual.endSource();
        usual.loop.run();

        late.begin();
        usual.loop.run();

        assertThat(sink.isFinished()).isTrue();
        assertThat(slow.isOpen()).isTrue();
    }

    @Test
    void listenerThatStillWaitedWhenTheSourceWentIsClosed() {
        usual.listen(sink);

        usual.endSource();
        usual.loop.run();

        assertThat(sink.isFinished()).isTrue();
        assertEverybodyHasLeft(usual);
    }

    @Test
    void faultOfOneConnectionCostsNobodyElseAnything() {
        List<FakeSink> sinks = manyListeners(5);
        sinks.get(0).breakDown();
        sinks.get(3).breakDown();

        try (Log log = new Log(FanOut.class)) {
            usual.send(FRAME);
            usual.loop.pass(4000);
            usual.send(FRAME);
            usual.loop.pass(4000);

            assertThat(log.warnings())
                    .filteredOn(line -> line.contains("/live is closed because of a fault"))
                    .hasSize(2);
        }
        assertThat(usual.mount.counters().listeners()).isEqualTo(3);
        for (int i : new int[] {1, 2, 4}) {
            assertThat(sinks.get(i).taken()).isEqualTo(Studio.stream(0, 3 * FRAME));
        }
    }

    /** Netty throws an Error of its own when direct memory is short; the wheel has to go on turning. */
    @Test
    void anErrorAtOneConnectionDoesNotStopTheLoop() {
        FakeSink good = new FakeSink();
        usual.send(FRAME);
        usual.listen(good);
        FakeSink bad = new FakeSink();
        usual.listen(bad);
        bad.breakDown(new OutOfMemoryError("no direct memory, says the test"));

        try (Log log = new Log(FanOut.class)) {
            usual.send(FRAME);
            usual.loop.pass(4000);

            assertThat(log.warnings()).isNotEmpty();
        }
        assertThat(good.taken()).isEqualTo(Studio.stream(0, 2 * FRAME));
        assertThat(usual.mount.counters().listeners()).isOne();
    }

    @Test
    void aCrowdIsVisitedRowByRowAndNobodyIsLeftOut() {
        List<FakeSink> sinks = Stream.generate(FakeSink::new).limit(100).toList();
        usual.send(FRAME);
        sinks.forEach(usual::listen);
        sinks.subList(0, 40).forEach(FakeSink::stall);

        usual.send(FRAME);
        usual.loop.pass(4000);

        assertThat(sinks.subList(40, 100))
                .allSatisfy(sink -> assertThat(sink.taken()).isEqualTo(Studio.stream(0, 2 * FRAME)));
    }

    @Test
    void faultAtTheEndCostsNobodyTheRest() {
        List<FakeSink> sinks = manyListeners(3);
        sinks.get(0).breakDown();
        usual.send(FRAME);

        try (Log log = new Log(FanOut.class)) {
            usual.endSource();
            usual.loop.run();

            assertThat(log.warnings()).isNotEmpty();
        }
        assertThat(sinks.get(1).isFinished()).isTrue();
        assertThat(sinks.get(2).isFinished()).isTrue();
        assertEverybodyHasLeft(usual);
    }

    @Test
    void whoeverGoesLeavesTheOthersInTheirPlaces() {
        List<FakeSink> sinks = new ArrayList<>();
        List<ListenerSession> sessions = new ArrayList<>();
        usual.send(FRAME);
        for (int i = 0; i < 6; i++) {
            sinks.add(new FakeSink());
            sessions.add(usual.listen(sinks.get(i)));
        }

        for (int gone : new int[] {0, 5, 2}) {
            sessions.get(gone).clientGone();
            usual.loop.run();
        }
        usual.send(FRAME);
        usual.endSource();
        usual.loop.run();

        for (int i : new int[] {1, 3, 4}) {
            assertThat(sinks.get(i).size()).isEqualTo(2 * FRAME);
            assertThat(sinks.get(i).isFinished()).isTrue();
        }
        assertThat(sinks.get(0).size()).isEqualTo(FRAME);
        assertEverybodyHasLeft(usual);
    }

    @Test
    void clientThatGoesBeforeItBeginsTakesNobodyElsesPlace() {
        usual.send(FRAME);
        FakeSink other = new FakeSink();
        usual.listen(other);
        ListenerSession early = usual.admit(sink);

        early.clientGone();
        early.begin();
        usual.loop.run();

        assertThat(sink.size()).isZero();
        assertThat(usual.mount.counters().listeners()).isOne();
        usual.endSource();
        usual.loop.run();
        assertThat(other.isFinished()).isTrue();
        assertEverybodyHasLeft(usual);
    }

    @Test
    void everyEndingCountsOutOnce() {
        usual.send(FRAME);
        ListenerSession session = usual.listen(sink);

        session.clientGone();
        session.clientGone();
        usual.endSource();
        usual.loop.run();
        session.clientGone();
        usual.loop.run();

        assertEverybodyHasLeft(usual);
    }

    @Test
    void loopWithoutListenersDoesNotTick() {
        usual.send(FRAME);
        assertThat(usual.loop.ticking()).isZero();
        ListenerSession session = usual.listen(sink);
        assertThat(usual.loop.ticking()).isOne();

        session.clientGone();
        usual.loop.run();

        assertThat(usual.loop.ticking()).isZero();
        FakeSink second = new FakeSink();
        usual.listen(second);
        usual.send(FRAME);
        usual.loop.pass(2000);
        assertThat(second.size()).isEqualTo(2 * FRAME);
    }

    @Test
    void sourceDoesNotSufferFromALoopThatHasEnded() {
        usual.send(FRAME);
        usual.listen(sink);
        usual.listen(new FakeSink());
        Studio low = new Studio(Studio.settings(0, 0, Duration.ZERO));
        low.send(FRAME);
        low.listen(new FakeSink());
        usual.loop.shutdown();
        low.loop.shutdown();

        usual.send(FRAME);
        low.send(FRAME);
        usual.endSource();
        low.endSource();

        assertThat(low.mount.buffer().head()).isEqualTo(2 * FRAME);
    }

    @Test
    void mountWithoutBurstAndQueueHasListenersAllTheSame() {
        Studio studio = new Studio(Studio.settings(0, 0, Duration.ofSeconds(1)));
        studio.send(70_000);
        studio.listen(sink);

        for (int i = 0; i < 20; i++) {
            studio.send(70_000);
            studio.loop.pass(50);
        }

        assertThat(sink.isOpen()).isTrue();
        assertThat(sink.size()).isGreaterThanOrEqualTo(20 * 70_000);
    }

    @Test
    void listenerOneTooManyIsRefused() {
        Studio studio = new Studio(MountSettings.DEFAULT.with(MountSetting.MAX_LISTENERS, Optional.of(1)));
        ListenerSession first = studio.listen(sink);

        assertThatThrownBy(() -> studio.admit(new FakeSink())).isInstanceOf(RefusedException.class);
        first.clientGone();
        studio.loop.run();
        assertThat(studio.listen(new FakeSink())).isNotNull();
    }

    private List<FakeSink> manyListeners(int count) {
        usual.send(FRAME);
        List<FakeSink> sinks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sinks.add(new FakeSink());
            usual.listen(sinks.get(i));
        }
        return sinks;
    }

    private static void sendFrames(Studio studio, int count) {
        for (int i = 0; i < count; i++) {
            studio.send(FRAME);
        }
    }

    private static void assertEverybodyHasLeft(Studio studio) {
        assertThat(studio.mount.counters().listeners()).isZero();
        assertThat(studio.loop.ticking()).isZero();
    }
}
