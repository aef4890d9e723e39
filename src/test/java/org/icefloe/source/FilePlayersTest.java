package org.icefloe.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.icefloe.config.BufferSize;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamFormat;
import org.icefloe.format.parser.Parsers;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountSettingsBook;
import org.icefloe.testkit.Log;
import org.icefloe.webroot.Webroot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePlayersTest {
    private static final MountName LOOP = new MountName("/loop.mp3");

    /** MPEG-1 layer III, 128 kbit/s at 44,100 Hz: 417 bytes of 26.122 ms. */
    private static final double FRAME_MILLIS = 1152 / 44.1;

    @TempDir
    private Path directory;

    private MountSettings settings = MountSettings.DEFAULT.with(MountSetting.BURST_SIZE, BufferSize.ofBytes(8 << 20));
    private FilePlayers players;
    private long now;

    @BeforeEach
    void open() {
        players = new FilePlayers(Webroot.at(directory), Parsers.fresh(), new Book(), Clock.systemUTC(), () -> now);
    }

    @Test
    void fileThatIsNotThereIsNoFallback() {
        assertThat(play(LOOP)).isEmpty();
        assertThat(players.playing(LOOP)).isEmpty();
    }

    @Test
    void fileThatOnlyACommandHasNamedIsPlayedToo() throws IOException {
        MountName named = new MountName("/named.mp3");
        Files.write(directory.resolve("named.mp3"), new byte[417]);
        assertThat(play(named)).isEmpty();

        players.refresh(Set.of("/named.mp3", "no mount"));

        assertThat(players.playerOf(named, type -> true)).isPresent();
    }

    @Test
    void fileThatIsNoStreamIsNoFallback() throws IOException {
        Files.writeString(directory.resolve("page.html"), "<p>no sound</p>");

        assertThat(play(new MountName("/page.html"))).isEmpty();
    }

    @Test
    void fileOfAnotherTypeIsNotPlayed() throws IOException {
        putFrames(1);
        players.refresh();

        assertThat(players.playerOf(LOOP, type -> type.format() == StreamFormat.OGG))
                .isEmpty();
        assertThat(players.playing(LOOP)).isEmpty();
    }

    @Test
    void everybodyHearsTheSamePlayer() throws IOException {
        putFrames(10);

        assertThat(play(LOOP).orElseThrow())
                .isSameAs(play(LOOP).orElseThrow())
                .isSameAs(players.playing(LOOP).orElseThrow());
    }

    @Test
    void fileIsPlayedAtItsOwnBitrateOverAndOver() throws IOException {
        putFrames(50);
        Mount mount = play(LOOP).orElseThrow();
        mount.enter();
        pass(Duration.ZERO);
        assertThat(framesPlayed(mount)).isCloseTo(4000 / FRAME_MILLIS, within(4));

        pass(Duration.ofSeconds(60));

        assertThat(framesPlayed(mount)).isCloseTo(64_000 / FRAME_MILLIS, within(4));
    }

    @Test
    void fileStandsStillWhileNobodyListens() throws IOException {
        putFrames(50);
        Mount mount = play(LOOP).orElseThrow();
        pass(Duration.ofSeconds(60));
        double idle = framesPlayed(mount);
        assertThat(idle).isCloseTo(4000 / FRAME_MILLIS, within(4));

        mount.enter();
        pass(Duration.ofSeconds(10));

        assertThat(framesPlayed(mount) - idle).isCloseTo(10_000 / FRAME_MILLIS, within(8));
    }

    @Test
    void everyPassOfOggIsALinkOfItsOwn() throws IOException {
        Files.write(directory.resolve("loop.ogg"), SampleStream.VORBIS.bytes());
        Mount mount = play(new MountName("/loop.ogg")).orElseThrow();
        mount.enter();
        pass(Duration.ofSeconds(20));

        byte[] played = mount.buffer()
                .join(Long.MAX_VALUE)
                .orElseThrow()
                .cursor()
                .peek(Integer.MAX_VALUE - 8, mount.buffer().head());
        assertThat(serials(played)).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    }

    @Test
    void fileThatHoldsNothingToPlayEndsWithALineInTheLog() throws IOException {
        Files.write(directory.resolve("loop.mp3"), new byte[100_000]);
        Mount mount = play(LOOP).orElseThrow();
        try (Log log = new Log(FilePlayer.class)) {
            pass(Duration.ofSeconds(1));

            assertThat(mount.isEnded()).isTrue();
            assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                    .contains("loop.mp3", "cannot be played"));
        }
        assertThat(players.playing(LOOP)).isEmpty();
    }

    @Test
    void fileThatCouldNotBePlayedIsTriedAgainWhenItHasChanged() throws IOException {
        Files.write(directory.resolve("loop.mp3"), new byte[100_000]);
        play(LOOP).orElseThrow();
        pass(Duration.ofSeconds(1));
        assertThat(play(LOOP)).isEmpty();

        putFrames(50);

        assertThat(play(LOOP)).isPresent();
    }

    @Test
    void playerFollowsItsSettings() throws IOException {
        putFrames(50);
        Mount mount = play(LOOP).orElseThrow();
        settings = settings.with(MountSetting.MAX_LISTENERS, Optional.of(1));

        players.refresh();

        assertThat(mount.tryEnter()).isTrue();
        assertThat(mount.tryEnter()).isFalse();
    }

    @Test
    void fileThatVanishesEndsAtItsEnd() throws IOException {
        putFrames(50);
        Mount mount = play(LOOP).orElseThrow();
        mount.enter();
        pass(Duration.ofSeconds(1));
        Files.delete(directory.resolve("loop.mp3"));

        pass(Duration.ofSeconds(3));

        assertThat(mount.isEnded()).isTrue();
    }

    private Optional<Mount> play(MountName file) {
        players.refresh();
        return players.playerOf(file, type -> true);
    }

    /** Settings that name the files of these tests. */
    private final class Book implements MountSettingsBook {
        @Override
        public MountSettings settingsOf(MountName mount) {
            return settings;
        }

        @Override
        public Set<String> valuesOf(MountSetting<Optional<String>> setting) {
            return Set.of("/loop.mp3", "/loop.ogg", "/page.html");
        }
    }

    private static Offset<Double> within(double frames) {
        return Offset.offset(frames);
    }

    private static double framesPlayed(Mount mount) {
        return mount.buffer().head() / 417.0;
    }

    private static List<Integer> serials(byte[] pages) {
        List<Integer> serials = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(pages);
        for (int at = 0; at + 27 < pages.length; at++) {
            if (bytes.getInt(at) == 0x4f676753 && (pages[at + 5] & 2) != 0) {
                serials.add(bytes.getInt(at + 14));
            }
        }
        return serials;
    }

    private void putFrames(int count) throws IOException {
        ByteBuffer frames = ByteBuffer.allocate(count * 417);
        for (int i = 0; i < count; i++) {
            frames.putInt(i * 417, 0xFFFB9000);
        }
        Files.write(directory.resolve("loop.mp3"), frames.array());
    }

    /** In ticks, as the timer does. */
    private void pass(Duration time) {
        players.tick();
        for (long passed = 0; passed < time.toMillis(); passed += FilePlayers.TICK_MILLIS) {
            now += Duration.ofMillis(FilePlayers.TICK_MILLIS).toNanos();
            players.tick();
        }
    }
}
