package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.FallbackOverride;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;

/** What becomes of a mount when sources come and go: linger, takeover, and where its listeners are sent. */
class MountLifeTest {
    private static final StreamProfile OGG =
            new StreamProfile(new ContentType("application/ogg"), Map.of(), Optional.empty(), "192.0.2.3");

    private final Map<String, MountSettings> settings = new HashMap<>();
    private long now;
    private final MountRegistry mounts = new MountRegistry(
            3,
            name -> settings.getOrDefault(name.value(), MountSettings.DEFAULT),
            FallbackFiles.NONE,
            Clock.systemUTC(),
            () -> now);
    private final List<String> told = new ArrayList<>();

    // Linger

    @Test
    void mountWithoutLingerEndsWithItsSource() {
        FakeSource source = begin("/a");

        source.gone();

        assertThat(mounts.all()).isEmpty();
        assertThat(source.mount().isEnded()).isTrue();
    }

    @Test
    void lingeringMountWaitsForItsSourceAndItsStreamGoesOn() {
        set("/a", MountSetting.LINGER, Duration.ofSeconds(10));
        FakeSource first = begin("/a");
        Mount mount = first.mount();
        play(first, 100);
        listen(mount, "listener");
        first.gone();
        pass(9);

        FakeSource second = begin("/a");
        play(second, 50);

        assertThat(second.mount()).isSameAs(mount);
        assertThat(mount.buffer().head()).isEqualTo(150);
        assertThat(told).containsOnly("listener: bytes");
    }

    @Test
    void lingeringMountEndsWhenItsTimeIsOver() {
        set("/a", MountSetting.LINGER, Duration.ofSeconds(10));
        FakeSource source = begin("/a");
        listen(source.mount(), "listener");
        source.gone();

        pass(9);
        assertThat(told).isEmpty();
        assertThat(source.mount().isOnAir()).isFalse();
        pass(1);

        assertThat(told).containsExactly("listener: ended");
        assertThat(mounts.all()).isEmpty();
    }

    @Test
    void lingerThatIsTakenAwayEndsTheWait() {
        set("/a", MountSetting.LINGER, Duration.ofSeconds(1000));
        FakeSource source = begin("/a");
        source.gone();
        settings.clear();
        mounts.settingsChanged();

        pass(1);

        assertThat(mounts.all()).isEmpty();
    }

    @Test
    void lingeringMountTakesNoSourcesPlace() {
        for (String name : List.of("/a", "/b", "/c")) {
            set(name, MountSetting.LINGER, Duration.ofSeconds(10));
            begin(name).gone();
        }

        begin("/d");
        begin("/e");
        begin("/f");
        assertThatThrownBy(() -> begin("/a")).hasMessage("too many sources connected");
    }

    @Test
    void sourceOfAnotherFormatEndsTheWaitAndBeginsAnew() {
        set("/a", MountSetting.LINGER, Duration.ofSeconds(10));
        FakeSource mpeg = begin("/a");
        listen(mpeg.mount(), "listener");
        mpeg.gone();

        FakeSource ogg = FakeSource.begin(mounts, "/a", OGG);

        assertThat(told).containsExactly("listener: ended");
        assertThat(ogg.mount()).isNotSameAs(mpeg.mount());
        assertThat(mounts.all()).containsExactly(ogg.mount());
    }

    // Takeover

    @Test
    void takeoverReplacesTheSourceAtOnceAndKeepsTheListeners() {
        set("/a", MountSetting.TAKEOVER, true);
        FakeSource halfOpen = begin("/a");
        play(halfOpen, 100);
        listen(halfOpen.mount(), "listener");

        FakeSource fresh = begin("/a");
        play(halfOpen, 7);
        play(fresh, 50);

        assertThat(halfOpen.ends()).containsExactly("taken over by 192.0.2.1");
        assertThat(fresh.mount()).isSameAs(halfOpen.mount());
        assertThat(fresh.mount().buffer().head()).isEqualTo(150);
        assertThat(told).doesNotContain("listener: ended");
    }

    @Test
    void whoWasReplacedDoesNotEndTheMountWhenItGoes() {
        set("/a", MountSetting.TAKEOVER, true);
        FakeSource old = begin("/a");
        FakeSource fresh = begin("/a");

        old.gone();

        assertThat(mounts.all()).containsExactly(fresh.mount());
        assertThat(fresh.mount().isOnAir()).isTrue();
    }

    @Test
    void takeoverByAnotherFormatSendsTheListenersAway() {
        set("/a", MountSetting.TAKEOVER, true);
        FakeSource mpeg = begin("/a");
        listen(mpeg.mount(), "listener");

        FakeSource ogg = FakeSource.begin(mounts, "/a", OGG);

        assertThat(mpeg.ends()).containsExactly("taken over by 192.0.2.3");
        assertThat(told).containsExactly("listener: ended");
        assertThat(mounts.all()).containsExactly(ogg.mount());
    }

    @Test
    void hundredTakeoversLeaveRoomForAsManySourcesAsBefore() {
        set("/a", MountSetting.TAKEOVER, true);
        for (int i = 0; i < 100; i++) {
            begin("/a");
        }

        begin("/b");
        begin("/c");
        assertThatThrownBy(() -> begin("/d")).hasMessage("too many sources connected");
        assertThat(begin("/a")).isNotNull();
    }

    /** One thread's source goes while another's comes: whoever is let in has a mount that lives. */
    @Test
    void sourceThatReturnsAtTheLastMomentHasALivingMount() throws Exception {
        for (int round = 0; round < 2000; round++) {
            FakeSource leaving = begin("/a");
            Thread goes = new Thread(leaving::gone);
            goes.start();
            FakeSource coming = beginSoon("/a");
            goes.join();

            assertThat(coming.mount().isOnAir()).isTrue();
            assertThat(mounts.find(new MountName("/a"))).containsSame(coming.mount());
            coming.gone();
        }
        begin("/a");
        begin("/b");
        begin("/c");
    }

    private FakeSource beginSoon(String name) {
        while (true) {
            try {
                return begin(name);
            } catch (RefusedException stillInUse) {
                Thread.onSpinWait();
            }
        }
    }

    // Fallback

    @Test
    void listenersAreSentAlongTheChainToTheFirstMountOfTheirFormat() {
        fallback("/a", "/off");
        fallback("/off", "/ogg");
        fallback("/ogg", "/c");
        FakeSource a = begin("/a");
        FakeSource.begin(mounts, "/ogg", OGG);
        begin("/c");
        listen(a.mount(), "listener");
        try (Log log = new Log(Fallbacks.class)) {
            a.gone();

            assertThat(told).containsExactly("listener: go to /c");
            assertThat(log.warnings()).singleElement().satisfies(line -> assertThat(line)
                    .contains("/a", "application/ogg", "audio/mpeg"));
        }
    }

    @Test
    void lingerComesBeforeTheFallback() {
        fallback("/a", "/b");
        set("/a", MountSetting.LINGER, Duration.ofSeconds(10));
        begin("/b");
        FakeSource a = begin("/a");
        listen(a.mount(), "listener");
        a.gone();
        pass(9);
        assertThat(told).isEmpty();

        pass(1);

        assertThat(told).containsExactly("listener: go to /b");
    }

    @Test
    void loopOfFallbacksIsNamedInTheLogAndEndsTheSearch() {
        fallback("/a", "/x");
        fallback("/x", "/y");
        fallback("/y", "/a");
        FakeSource a = begin("/a");
        listen(a.mount(), "listener");
        try (Log log = new Log(Fallbacks.class)) {
            a.gone();

            assertThat(told).containsExactly("listener: ended");
            assertThat(log.warnings()).singleElement().satisfies(line -> assertThat(line)
                    .contains("loop", "/a", "/x", "/y"));
        }
    }

    @Test
    void fallbackThatAMountWasGivenGoesBeforeItsSettingsUntilItEnds() {
        fallback("/a", "/b");
        FakeSource a = begin("/a");
        begin("/b");
        begin("/c");
        listen(a.mount(), "listener");

        mounts.giveFallback(a.mount(), Optional.of("/c"));
        mounts.settingsChanged();
        assertThat(a.mount().settings().fallbackMount()).contains("/c");
        assertThat(mounts.givenFallbacks()).containsExactly("/c");
        a.gone();

        assertThat(told).containsExactly("listener: go to /c");
        assertThat(mounts.givenFallbacks()).isEmpty();
        assertThat(heirName("/a")).contains("/b");
        assertThat(begin("/a").mount().settings().fallbackMount()).contains("/b");
    }

    @Test
    void fallbackThatWasTakenFromAMountIsNone() {
        fallback("/a", "/b");
        FakeSource a = begin("/a");
        begin("/b");
        listen(a.mount(), "listener");

        mounts.giveFallback(a.mount(), Optional.empty());
        a.gone();

        assertThat(told).containsExactly("listener: ended");
    }

    @Test
    void mountThatIsItsOwnFallbackHasNone() {
        fallback("/a", "/a");
        FakeSource a = begin("/a");
        listen(a.mount(), "listener");
        try (Log log = new Log(Fallbacks.class)) {
            a.gone();

            assertThat(told).containsExactly("listener: ended");
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void chainIsFollowedTenMountsFar() {
        for (int i = 0; i < 20; i++) {
            fallback("/" + (char) ('a' + i), "/" + (char) ('a' + i + 1));
        }
        begin("/k");
        begin("/l");

        assertThat(heirName("/a")).contains("/k");
        FakeSource.end(mounts, mounts.find(new MountName("/k")).orElseThrow());
        assertThat(heirName("/a")).isEmpty();
    }

    @Test
    void fallbackOfAllMountsIsNoneForPlaylists() {
        fallback("/live.mp3.m3u", "/b");
        fallback("/live.mp3", "/b");
        begin("/b");

        assertThat(heirName("/live.mp3")).contains("/b");
        assertThat(heirName("/live.mp3.m3u")).isEmpty();
    }

    @Test
    void mountThatPlaysAgainCallsItsListenersBack() {
        fallback("/a", "/b");
        fallback("/b", "/c");
        set("/a", MountSetting.FALLBACK_OVERRIDE, FallbackOverride.ALL);
        listen(begin("/b").mount(), "on b");
        listen(begin("/c").mount(), "on c");

        FakeSource a = begin("/a");
        assertThat(told).isEmpty();
        play(a, 100);
        play(a, 100);

        assertThat(told).containsExactly("on b: all back to /a", "on c: own back to /a");
    }

    @Test
    void overrideOwnAndNoneCallOnlyTheirOwnAndNobody() {
        fallback("/a", "/c");
        fallback("/b", "/c");
        set("/a", MountSetting.FALLBACK_OVERRIDE, FallbackOverride.OWN);
        listen(begin("/c").mount(), "on c");

        play(begin("/a"), 100);
        play(begin("/b"), 100);

        assertThat(told).containsExactly("on c: own back to /a");
    }

    @Test
    void overrideThatIsSetWhileTheMountPlaysCallsAtOnce() {
        fallback("/a", "/c");
        listen(begin("/c").mount(), "on c");
        play(begin("/a"), 100);
        assertThat(told).isEmpty();

        set("/a", MountSetting.FALLBACK_OVERRIDE, FallbackOverride.ALL);
        mounts.settingsChanged();
        mounts.settingsChanged();

        assertThat(told).containsExactly("on c: all back to /a");
    }

    @Test
    void nobodyIsCalledToAnotherFormat() {
        fallback("/a", "/ogg");
        set("/a", MountSetting.FALLBACK_OVERRIDE, FallbackOverride.ALL);
        listen(FakeSource.begin(mounts, "/ogg", OGG).mount(), "on ogg");

        play(begin("/a"), 100);

        assertThat(told).isEmpty();
    }

    @Test
    void endOfTheServerSendsNobodyAnywhere() {
        fallback("/a", "/b");
        set("/a", MountSetting.LINGER, Duration.ofSeconds(10));
        FakeSource a = begin("/a");
        listen(a.mount(), "on a");
        listen(begin("/b").mount(), "on b");

        mounts.close("the server ends");

        assertThat(a.ends()).containsExactly("the server ends");
        assertThat(told).containsExactly("on a: ended", "on b: ended");
    }

    private Optional<String> heirName(String name) {
        return mounts.fallbacks().insteadOf(new MountName(name)).map(mount -> mount.name()
                .value());
    }

    private void fallback(String name, String to) {
        set(name, MountSetting.FALLBACK_MOUNT, Optional.of(to));
    }

    private <T> void set(String name, MountSetting<T> setting, T value) {
        settings.put(name, settings.getOrDefault(name, MountSettings.DEFAULT).with(setting, value));
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        mounts.endOverdue();
    }

    private FakeSource begin(String name) {
        return FakeSource.begin(mounts, name, Frames.PROFILE);
    }

    private static void play(FakeSource source, int length) {
        source.intake().frame(new Frame(Frame.Kind.ENTRY, ByteBuffer.allocate(length)));
        source.intake().published();
    }

    private void listen(Mount mount, String who) {
        mount.join(new Audience() {
            @Override
            public void bytesArrived() {
                told.add(who + ": bytes");
            }

            @Override
            public void mountEnded(Optional<Mount> heir) {
                told.add(who + heir.map(next -> ": go to " + next.name()).orElse(": ended"));
            }

            @Override
            public void recalled(Mount origin, boolean everybody) {
                told.add(who + (everybody ? ": all" : ": own") + " back to " + origin.name());
            }
        });
    }
}
