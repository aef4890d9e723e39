package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.BufferSize;
import org.icefloe.config.FallbackOverride;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.RefusedException;
import org.icefloe.mount.StreamProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners who go from mount to mount. Frames are words, so what a listener was sent can be read. */
class MovingTest {
    private final Map<String, MountSettings> settings = new HashMap<>();
    private final Map<String, String> intros = new HashMap<>();
    private final ManualLoop loop = new ManualLoop();
    private long now;
    private final FanOut fanOut = new FanOut(loop, () -> now);
    private final MountRegistry mounts = new MountRegistry(
            9,
            name -> settings.getOrDefault(name.value(), MountSettings.DEFAULT),
            FallbackFiles.NONE,
            Clock.systemUTC(),
            () -> now);
    private final ListenerGate gate = new ListenerGate(
            mounts,
            mount -> Optional.ofNullable(intros.get(mount.name().value())).map(MovingTest::ascii),
            ListenerAuthority.EVERYBODY,
            100);

    @Test
    void listenerHearsTheRestAndGoesOnAtTheFallback() {
        fallback("/a", "/b", FallbackOverride.NONE);
        FakeSource a = begin("/a");
        FakeSource b = begin("/b");
        play(a, "a1 ");
        play(b, "b1 ");
        FakeSink sink = listen("/a");
        play(a, "a2 ");
        play(b, "b2 ");

        a.gone();
        loop.run();
        play(b, "b3 ");
        pass(2000);

        assertThat(heard(sink)).isEqualTo("a1 a2 b2 b3 ");
        assertThat(sink.isOpen()).isTrue();
        assertThat(a.mount().counters().listeners()).isZero();
        assertThat(b.mount().counters().listeners()).isOne();
    }

    @Test
    void listenerReturnsWhenTheSourceDoes() {
        fallback("/a", "/b", FallbackOverride.OWN);
        FakeSource b = begin("/b");
        FakeSink sink = listen("/a");
        FakeSink other = listen("/b");
        play(b, "b1 ");

        FakeSource a = begin("/a");
        play(b, "b2 ");
        play(a, "a1 ");
        loop.run();
        play(b, "b3 ");
        play(a, "a2 ");
        pass(2000);

        assertThat(heard(sink)).isEqualTo("b1 b2 a1 a2 ");
        assertThat(heard(other)).isEqualTo("b1 b2 b3 ");
    }

    @Test
    void thereAndBackManyTimesLosesAndRepeatsNothing() {
        fallback("/a", "/b", FallbackOverride.ALL);
        FakeSource b = begin("/b");
        StringBuilder expected = new StringBuilder();
        FakeSink sink = listen("/b");
        for (int round = 0; round < 50; round++) {
            FakeSource a = begin("/a");
            play(a, "A" + round + " ");
            loop.run();
            expected.append("A").append(round).append(' ');
            a.gone();
            loop.run();
            play(b, "b" + round + " ");
            pass(2000);
            expected.append("b").append(round).append(' ');
        }

        assertThat(heard(sink)).isEqualTo(expected.toString());
        assertThat(b.mount().counters().listeners()).isOne();
    }

    @Test
    void whoIsSentElsewhereGoesOnThereWithoutALossAndStays() {
        fallback("/a", "/b", FallbackOverride.OWN);
        FakeSource a = begin("/a");
        FakeSource b = begin("/b");
        play(a, "a1 ");
        play(b, "b1 ");
        FakeSink sink = new FakeSink();
        ListenerSession session = listen("/a", sink);
        FakeSink other = listen("/a");

        session.moveTo(b.mount());
        loop.run();
        play(a, "a2 ");
        play(b, "b2 ");
        pass(2000);

        assertThat(heard(sink)).isEqualTo("a1 b1 b2 ");
        assertThat(heard(other)).isEqualTo("a1 a2 ");
        assertThat(session.mount()).isSameAs(b.mount());
        assertThat(session.bytesSent()).isEqualTo("a1 b1 b2 ".length());
        assertThat(a.mount().counters().listeners()).isOne();
        assertThat(b.mount().counters().listeners()).isOne();
    }

    @Test
    void whoWasGrantedSoMuchTimeMayStayNoLonger() {
        FakeSource a = begin("/a");
        play(a, "a1 ");
        FakeSink sink = new FakeSink();
        Grant grant = Guest.grant().limitedTo(Duration.ofSeconds(3));
        ListenerSession session = gate.admit(Guest.at("/a"), grant, sink, fanOut);
        session.begin();
        pass(2000);
        play(a, "a2 ");
        pass(3000);
        play(a, "a3 ");

        assertThat(heard(sink)).isEqualTo("a1 a2 ");
        assertThat(sink.isOpen()).isFalse();
        assertThat(session.connected()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whoWasSilentlyCutOffHearsWhatTheFallbackPlayedMeanwhile() {
        fallback("/a", "/b", FallbackOverride.NONE);
        FakeSource a = begin("/a");
        FakeSource b = begin("/b");
        play(b, "b0 ");
        play(a, "a1 ");
        FakeSink sink = listen("/a");
        play(b, "b1 ");
        play(b, "b2 ");
        play(b, "b3 ");

        a.gone();
        loop.run();

        assertThat(heard(sink)).isEqualTo("a1 b1 b2 b3 ");
    }

    @Test
    void slowListenerTakesTheRestFirst() {
        fallback("/a", "/b", FallbackOverride.NONE);
        FakeSource a = begin("/a");
        FakeSource b = begin("/b");
        play(a, "a1 ");
        FakeSink sink = new FakeSink();
        ListenerSession session = listen("/a", sink);
        sink.stall();
        play(a, "a2 ");
        pass(2000);
        play(a, "a3 ");

        a.gone();
        loop.run();
        assertThat(heard(sink)).isEqualTo("a1 a2 ");
        play(b, "b1 ");
        sink.resume();
        session.sinkReady();
        pass(2000);

        assertThat(heard(sink)).isEqualTo("a1 a2 a3 b1 ");
    }

    @Test
    void fallbackThatEndsBeforeTheListenerIsThereSendsItOn() {
        fallback("/a", "/b", FallbackOverride.NONE);
        fallback("/b", "/c", FallbackOverride.NONE);
        FakeSource a = begin("/a");
        FakeSource b = begin("/b");
        FakeSource c = begin("/c");
        play(a, "a1 ");
        FakeSink sink = listen("/a");

        a.gone();
        b.gone();
        loop.run();
        play(c, "c1 ");
        pass(2000);

        assertThat(heard(sink)).isEqualTo("a1 c1 ");
    }

    @Test
    void whoWasCalledBackGoesBackThoughTheFallbackEndsMeanwhile() {
        fallback("/a", "/b", FallbackOverride.OWN);
        fallback("/b", "/c", FallbackOverride.NONE);
        FakeSource b = begin("/b");
        play(begin("/c"), "c1 ");
        play(b, "b1 ");
        FakeSink sink = new FakeSink();
        ListenerSession session = listen("/a", sink);
        sink.stall();
        play(b, "b2 ");
        pass(2000);
        play(b, "b3 ");

        FakeSource a = begin("/a");
        play(a, "a1 ");
        loop.run();
        b.gone();
        loop.run();
        sink.resume();
        session.sinkReady();
        pass(2000);

        assertThat(heard(sink)).isEqualTo("b1 b2 b3 a1 ");
    }

    @Test
    void whoWasStillOnTheWayWhenTheMountCalledReturnsAtOnce() {
        fallback("/a", "/b", FallbackOverride.ALL);
        FakeSource b = begin("/b");
        FakeSource a = begin("/a");
        play(a, "a1 ");
        FakeSink sink = new FakeSink();
        ListenerSession session = listen("/a", sink);
        sink.stall();
        play(a, "a2 ");
        pass(2000);
        a.gone();
        loop.run();

        FakeSource again = begin("/a");
        play(again, "A1 ");
        loop.run();
        play(b, "b1 ");
        sink.resume();
        session.sinkReady();
        pass(500);
        play(again, "A2 ");
        pass(2000);

        assertThat(heard(sink)).startsWith("a1 a2 ").endsWith("A2 ");
        assertThat(again.mount().counters().listeners()).isOne();
    }

    @Test
    void oggListenerIsGivenTheHeadersOfTheTarget() {
        fallback("/a", "/b", FallbackOverride.NONE);
        FakeSource a = begin("/a", "application/ogg");
        FakeSource b = begin("/b", "application/ogg");
        send(a, Frame.Kind.LINK_START, "HA ");
        play(a, "a1 ");
        send(b, Frame.Kind.LINK_START, "HB ");
        play(b, "b1 ");
        FakeSink sink = listen("/a");
        play(b, "b2 ");

        a.gone();
        loop.run();

        assertThat(heard(sink)).isEqualTo("HA a1 HB b1 b2 ");
    }

    @Test
    void metadataStaysInStepAcrossMounts() {
        settings.put("/a", MountSettings.DEFAULT.with(MountSetting.METADATA_INTERVAL, 256));
        fallback("/a", "/b", FallbackOverride.NONE);
        FakeSource a = begin("/a");
        FakeSource b = begin("/b");
        a.intake().tags(new StreamTags("", "at a"));
        b.intake().tags(new StreamTags("", "at b"));
        play(a, "a".repeat(300));
        FakeSink sink = new FakeSink();
        gate.admit(Guest.wantingTitles("/a"), Guest.grant(), sink, fanOut).begin();
        loop.run();

        a.gone();
        loop.run();
        play(b, "b".repeat(600));
        pass(2000);

        assertThat(heard(sink))
                .isEqualTo("a".repeat(256) + block("at a") + "a".repeat(44) + "b".repeat(212) + block("at b")
                        + "b".repeat(256) + "\0" + "b".repeat(132));
    }

    private static String block(String title) {
        String text = "StreamTitle='" + title + "';";
        int blocks = (text.length() + 15) / 16;
        return (char) blocks + text + "\0".repeat(blocks * 16 - text.length());
    }

    // Limits

    @Test
    void fullMountSendsThoseWhoComeToItsFallback() {
        settings.put(
                "/a",
                MountSettings.DEFAULT
                        .with(MountSetting.MAX_LISTENERS, Optional.of(1))
                        .with(MountSetting.FALLBACK_MOUNT, Optional.of("/b"))
                        .with(MountSetting.FALLBACK_WHEN_FULL, true));
        settings.put("/b", MountSettings.DEFAULT.with(MountSetting.MAX_LISTENERS, Optional.of(1)));
        play(begin("/a"), "a1 ");
        play(begin("/b"), "b1 ");

        assertThat(heard(listen("/a"))).isEqualTo("a1 ");
        assertThat(heard(listen("/a"))).isEqualTo("b1 ");
        assertThatThrownBy(() -> listen("/a")).hasMessage("max listeners reached");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 250_000})
    void bandwidthThatIsUsedUpLetsNobodyElseIn(int bytesPerSecond) {
        long forTwo = 8L * bytesPerSecond * 5 / 2;
        settings.put("/a", MountSettings.DEFAULT.with(MountSetting.MAX_BANDWIDTH, Optional.of(forTwo)));
        FakeSource a = begin("/a");
        for (int tenth = 0; tenth < 100; tenth++) {
            now -= Duration.ofMillis(200).toNanos();
            play(a, "a".repeat(bytesPerSecond / 10));
            pass(100);
        }

        listen("/a");
        listen("/a");
        assertThatThrownBy(() -> listen("/a")).hasMessage("max listeners reached");
    }

    @Test
    void listenerIsClosedAtTheEndOfItsTime() {
        settings.put("/a", MountSettings.DEFAULT.with(MountSetting.MAX_LISTENER_DURATION, Duration.ofSeconds(5)));
        FakeSource a = begin("/a");
        play(a, "a1 ");
        FakeSink sink = listen("/a");

        pass(4500);
        assertThat(sink.isOpen()).isTrue();
        pass(4500);

        assertThat(sink.isFinished()).isTrue();
        assertThat(a.mount().counters().listeners()).isZero();
    }

    @Test
    void mountWithoutDirectAccessIsHeardOnlyAsAFallback() {
        settings.put("/b", MountSettings.DEFAULT.with(MountSetting.DIRECT_ACCESS, false));
        fallback("/a", "/b", FallbackOverride.NONE);
        play(begin("/b"), "b1 ");

        assertThatThrownBy(() -> gate.serves("/b"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("mountpoint unavailable");
        assertThat(heard(listen("/a"))).isEqualTo("b1 ");
    }

    // Intro

    @Test
    void introComesFirstAndTakesThePlaceOfTheBurst() {
        intros.put("/a", "intro ");
        FakeSource a = begin("/a");
        play(a, "a1 ");
        play(a, "a2 ");
        FakeSink sink = listen("/a");
        assertThat(heard(sink)).isEqualTo("intro a1 a2 ");

        settings.put("/b", MountSettings.DEFAULT.with(MountSetting.BURST_SIZE, bytes(6)));
        intros.put("/b", "intro ");
        FakeSource b = begin("/b");
        play(b, "b1 ");
        play(b, "b2 ");
        FakeSink other = listen("/b");
        play(b, "b3 ");
        pass(2000);
        assertThat(heard(other)).isEqualTo("intro b2 b3 ");
    }

    @Test
    void movedListenerHearsNoIntro() {
        intros.put("/b", "intro ");
        fallback("/a", "/b", FallbackOverride.NONE);
        FakeSource a = begin("/a");
        FakeSource b = begin("/b");
        play(a, "a1 ");
        FakeSink sink = listen("/a");

        a.gone();
        loop.run();
        play(b, "b1 ");
        loop.run();

        assertThat(heard(sink)).isEqualTo("a1 b1 ");
    }

    @Test
    void whoHearsAnIntroWhenTheMountEndsHearsItToItsEnd() {
        intros.put("/a", "intro ");
        FakeSource a = begin("/a");
        FakeSink sink = listen("/a");

        a.gone();
        loop.run();

        assertThat(heard(sink)).isEqualTo("intro ");
        assertThat(sink.isFinished()).isTrue();
    }

    private static BufferSize bytes(int count) {
        return BufferSize.ofBytes(count);
    }

    private void fallback(String name, String to, FallbackOverride override) {
        settings.put(
                name,
                settings.getOrDefault(name, MountSettings.DEFAULT)
                        .with(MountSetting.FALLBACK_MOUNT, Optional.of(to))
                        .with(MountSetting.FALLBACK_OVERRIDE, override));
    }

    private FakeSource begin(String name) {
        return begin(name, "audio/mpeg");
    }

    private FakeSource begin(String name, String type) {
        return FakeSource.begin(
                mounts, name, new StreamProfile(new ContentType(type), Map.of(), Optional.empty(), "192.0.2.1"));
    }

    /** Time passes with every frame, so that it is known which came first. */
    private void play(FakeSource source, String word) {
        send(source, Frame.Kind.ENTRY, word);
    }

    private void send(FakeSource source, Frame.Kind kind, String word) {
        now += Duration.ofMillis(200).toNanos();
        source.intake().frame(new Frame(kind, ByteBuffer.wrap(ascii(word))));
        source.intake().published();
    }

    private FakeSink listen(String name) {
        FakeSink sink = new FakeSink();
        listen(name, sink);
        return sink;
    }

    private ListenerSession listen(String name, FakeSink sink) {
        ListenerSession session = gate.admit(Guest.at(name), Guest.grant(), sink, fanOut);
        session.begin();
        loop.run();
        return session;
    }

    private void pass(long millis) {
        for (long passed = 0; passed < millis; passed += 50) {
            now += Duration.ofMillis(50).toNanos();
            loop.pass(50);
        }
    }

    private static String heard(FakeSink sink) {
        return new String(sink.taken(), StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
