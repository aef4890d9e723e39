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
import org.assertj.core.data.Offset;
import org.icefloe.config.BufferSize;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.SampleStream;
import org.icefloe.format.parser.Parsers;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
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

    private FilePlayers players;
    private long now;

    @BeforeEach
    void open() {
        MountSettings settings = MountSettings.DEFAULT.with(MountSetting.BURST_SIZE, BufferSize.ofBytes(8 << 20));
        players =
                new FilePlayers(Webroot.at(directory), Parsers.fresh(), name -> settings, Clock.systemUTC(), () -> now);
    }

    @Test
    void fileThatIsNotThereIsNoFallback() {
        assertThat(players.typeOf(LOOP)).isEmpty();
        assertThat(players.play(LOOP)).isEmpty();
        assertThat(players.playing(LOOP)).isEmpty();
    }

    @Test
    void fileThatIsNoStreamIsNoFallback() throws IOException {
        Files.writeString(directory.resolve("page.html"), "<p>no sound</p>");

        assertThat(players.play(new MountName("/page.html"))).isEmpty();
    }

    @Test
    void typeIsThatOfTheName() throws IOException {
        putFrames(1);

        assertThat(players.typeOf(LOOP))
                .hasValueSatisfying(type -> assertThat(type.essence()).isEqualTo("audio/mpeg"));
    }

    @Test
    void everybodyHearsTheSamePlayer() throws IOException {
        putFrames(10);

        assertThat(players.play(LOOP).orElseThrow())
                .isSameAs(players.play(LOOP).orElseThrow())
                .isSameAs(players.playing(LOOP).orElseThrow());
    }

    @Test
    void fileIsPlayedAtItsOwnBitrateOverAndOver() throws IOException {
        putFrames(50);
        Mount mount = players.play(LOOP).orElseThrow();
        mount.enter();
        pass(Duration.ZERO);
        assertThat(framesPlayed(mount)).isCloseTo(4000 / FRAME_MILLIS, within(4));

        pass(Duration.ofSeconds(60));

        assertThat(framesPlayed(mount)).isCloseTo(64_000 / FRAME_MILLIS, within(4));
    }

    @Test
    void fileStandsStillWhileNobodyListens() throws IOException {
        putFrames(50);
        Mount mount = players.play(LOOP).orElseThrow();
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
        Mount mount = players.play(new MountName("/loop.ogg")).orElseThrow();
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
        Mount mount = players.play(LOOP).orElseThrow();
        try (Log log = new Log(FilePlayer.class)) {
            pass(Duration.ofSeconds(1));

            assertThat(mount.isEnded()).isTrue();
            assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                    .contains("loop.mp3", "cannot be played"));
        }
        assertThat(players.playing(LOOP)).isEmpty();
    }

    @Test
    void fileThatVanishesEndsAtItsEnd() throws IOException {
        putFrames(50);
        Mount mount = players.play(LOOP).orElseThrow();
        mount.enter();
        pass(Duration.ofSeconds(1));
        Files.delete(directory.resolve("loop.mp3"));

        pass(Duration.ofSeconds(3));

        assertThat(mount.isEnded()).isTrue();
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
