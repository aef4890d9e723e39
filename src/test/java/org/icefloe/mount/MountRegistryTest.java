package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.testkit.Log;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

class MountRegistryTest {
    private static final MountName LIVE = new MountName("/live");
    private static final MountName OTHER = new MountName("/other");

    private MountSettingsBook book = name -> MountSettings.DEFAULT;
    private final MountRegistry mounts =
            new MountRegistry(2, name -> book.settingsOf(name), FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());

    @Test
    void mountIsFoundWhileItIsOn() {
        Mount mount = begin(LIVE);

        assertThat(mounts.find(LIVE)).containsSame(mount);
        assertThat(mounts.all()).containsExactly(mount);
        FakeSource.end(mounts, mount);
        assertThat(mounts.find(LIVE)).isEmpty();
    }

    @Test
    void mountHasOneSource() {
        begin(LIVE);

        assertThatThrownBy(() -> begin(LIVE))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Mountpoint in use");
        assertThat(begin(OTHER).name()).isEqualTo(OTHER);
    }

    @Test
    void sourceOneTooManyIsRefusedUntilOneEnds() {
        Mount first = begin(LIVE);
        begin(OTHER);
        MountName third = new MountName("/third");

        assertThatThrownBy(() -> begin(third)).hasMessage("too many sources connected");
        FakeSource.end(mounts, first);
        FakeSource.end(mounts, first);
        begin(third);
        assertThatThrownBy(() -> begin(LIVE)).hasMessage("too many sources connected");
    }

    @Test
    void endOfAMountIsToldOnceAndBeforeAnotherTakesItsName() {
        List<String> told = new ArrayList<>();
        mounts.onBegin(mount -> told.add("on"));
        mounts.onEnd(mount -> told.add(mounts.find(LIVE).isPresent() ? "off" : "too late"));
        Mount first = begin(LIVE);
        FakeSource.end(mounts, first);
        FakeSource.end(mounts, first);
        begin(LIVE);
        mounts.close("the test is over");

        assertThat(told).containsExactly("on", "off", "on", "off");
    }

    @Test
    void faultOfWhoeverLooksOnCostsNobodyTheMountAndNoMountItsEnd() {
        List<String> told = new ArrayList<>();
        Consumer<Mount> broken = mount -> {
            throw new IllegalStateException("somebody's fault");
        };
        mounts.onBegin(broken);
        mounts.onBegin(mount -> told.add("on"));
        mounts.onEnd(broken);
        mounts.onEnd(mount -> told.add("off"));

        try (Log log = new Log(MountRegistry.class)) {
            Mount mount = begin(LIVE);
            mount.join(audience(() -> told.add("ended")));
            FakeSource.end(mounts, mount);

            assertThat(told).containsExactly("on", "off", "ended");
            assertThat(mounts.find(LIVE)).isEmpty();
            assertThat(log.warnings()).hasSize(2);
        }
        begin(LIVE);
    }

    @Test
    void faultOfTheSettingsBookTakesNobodysPlace() {
        book = name -> {
            throw new IllegalStateException("no settings");
        };
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> begin(LIVE)).hasMessage("no settings");
        }

        book = name -> MountSettings.DEFAULT;
        begin(LIVE);
        begin(OTHER);
    }

    @Test
    void nameIsFreeBeforeListenersHearOfTheEnd() {
        Mount mount = begin(LIVE);
        List<Boolean> freeAtTheEnd = new ArrayList<>();
        mount.join(audience(() -> freeAtTheEnd.add(mounts.find(LIVE).isEmpty())));

        FakeSource.end(mounts, mount);

        assertThat(freeAtTheEnd).containsExactly(true);
    }

    @Test
    void whoJoinsAnEndedMountIsToldAtOnce() {
        Mount mount = begin(LIVE);
        FakeSource.end(mounts, mount);
        List<String> told = new ArrayList<>();

        mount.join(audience(() -> told.add("ended")));

        assertThat(told).containsExactly("ended");
    }

    @Test
    void whoHasPartedHearsNothingMore() {
        Mount mount = begin(LIVE);
        List<String> told = new ArrayList<>();
        Audience audience = audience(() -> told.add("ended"));
        mount.join(audience);
        mount.part(audience);

        FakeSource.end(mounts, mount);

        assertThat(told).isEmpty();
    }

    @Test
    void oldSourceThatEndsLateDoesNotEndTheNewOne() {
        Mount old = begin(LIVE);
        FakeSource.end(mounts, old);
        Mount fresh = begin(LIVE);

        FakeSource.end(mounts, old);

        assertThat(mounts.find(LIVE)).containsSame(fresh);
    }

    @Test
    void changedSettingsReachRunningMounts() {
        Mount mount = begin(LIVE);
        MountSettings changed = hidden();
        book = name -> changed;

        mounts.settingsChanged();

        assertThat(mount.settings()).isSameAs(changed);
    }

    @Test
    void settingsThatChangeWhileAMountBeginsAreNotMissed() {
        List<MountSettings> answers = new ArrayList<>(List.of(MountSettings.DEFAULT, hidden()));
        book = name -> answers.size() > 1 ? answers.remove(0) : answers.get(0);

        assertThat(begin(LIVE).settings().hidden()).isTrue();
    }

    @Test
    void settingsSpeakLouderThanTheSource() {
        MountSettings renamed = MountSettings.DEFAULT
                .with(MountSetting.STREAM_NAME, Optional.of("Renamed"))
                .with(MountSetting.STREAM_GENRE, Optional.of("jazz"))
                .with(MountSetting.STREAM_BITRATE, Optional.of(96))
                .with(MountSetting.STREAM_PUBLIC, Optional.of(false));
        book = name -> renamed;

        assertThat(begin(LIVE).description())
                .containsEntry("icy-name", "Renamed")
                .containsEntry("icy-genre", "jazz")
                .containsEntry("icy-br", "96")
                .containsEntry("icy-pub", "0")
                .hasSize(4);
    }

    private static MountSettings hidden() {
        return MountSettings.DEFAULT.with(MountSetting.HIDDEN, true);
    }

    private Mount begin(MountName name) {
        return FakeSource.begin(mounts, name.value(), Frames.PROFILE).mount();
    }

    private static Audience audience(Runnable atTheEnd) {
        return new Audience() {
            @Override
            public void bytesArrived() {}

            @Override
            public void mountEnded(Optional<Mount> heir) {
                atTheEnd.run();
            }
        };
    }
}
