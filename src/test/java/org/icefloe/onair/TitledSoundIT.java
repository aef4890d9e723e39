package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.testkit.clients.RunningProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Twenty titles take nothing from the sound and add nothing to it. */
class TitledSoundIT {
    private static final int TITLES = 20;
    private static final int INTERVAL = 1000;
    private static final double PACE = 2;

    @TempDir
    static Path directory;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.in(directory, "--mount.delivery-interval=100ms", "--mount.metadata-interval=" + INTERVAL);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /**
     * A decoder that begins anew in each link gives, sample by sample, what it gives of the one link that was sent.
     *
     * @param tolerance the greatest difference, of 32768: a decoder of Opus comes close to where it was, but not there
     */
    @ParameterizedTest
    @CsvSource({"VORBIS, 0", "FLAC, 0", "OPUS, 8"})
    void linksSoundAsTheOneThatWasSent(Format format, int tolerance) throws IOException {
        byte[] heard = Judge.whole(hear(format));
        assertThat(OggChain.of(heard).titles()).containsSubsequence(told());
        short[] samples = samples(heard, format);
        assertThat(samples).hasSizeGreaterThan(500_000);
        short[] sent = samples(Tune.of(format, 440).bytes(), format);
        assertThat(greatestDifference(samples, sent)).isLessThanOrEqualTo(tolerance);
    }

    private static int greatestDifference(short[] samples, short[] others) {
        return IntStream.range(0, samples.length)
                .map(at -> Math.abs(samples[at] - others[at]))
                .max()
                .orElseThrow();
    }

    /** ffmpeg does not begin anew in a link of Vorbis, so libvorbis decodes that. */
    private static short[] samples(byte[] stream, Format format) throws IOException {
        Path pcm = Files.createTempFile(directory, "samples", ".pcm");
        try (RunningProgram decoder = decoder(format, pcm)) {
            try (OutputStream input = decoder.input()) {
                input.write(stream);
            }
            assertThat(decoder.awaitExit(Duration.ofMinutes(1)))
                    .as(decoder::output)
                    .isZero();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(pcm)).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[bytes.remaining() / Short.BYTES];
        bytes.asShortBuffer().get(samples);
        return samples;
    }

    private static RunningProgram decoder(Format format, Path pcm) throws IOException {
        return format == Format.VORBIS
                ? RunningProgram.startFed(Program.OGG123, "-q", "-d", "raw", "-f", pcm.toString(), "-")
                : RunningProgram.startFed(
                        Program.FFMPEG, "-v", "error", "-y", "-i", "pipe:", "-f", "s16le", pcm.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "AAC"})
    void titlesComeInOrderBetweenTheBytesThatWereSent(Format format) throws IOException {
        IcyBody heard = IcyBody.of(hear(format, "Icy-MetaData: 1"), INTERVAL);
        assertThat(heard.titles()).filteredOn(title -> !title.isEmpty()).isEqualTo(told());
        String sent = new String(Tune.of(format, 440).bytes(), StandardCharsets.ISO_8859_1);
        assertThat(sent).contains(new String(heard.sound(), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBM_SOUND", "WEBM_PICTURES"})
    void titlesComeInOrderBetweenTheBlocksOfWebm(Format format) throws IOException {
        byte[] heard = hear(format);
        assertThat(new String(heard, StandardCharsets.UTF_8)).containsSubsequence(told());
        Judge.assertPlays(Judge.whole(heard, format));
    }

    /** What a listener is sent who is there from the beginning, while all titles are told. */
    private static byte[] hear(Format format, String... headers) throws IOException {
        String mount = "/titled-" + format;
        Tune tune = Tune.of(format, 440);
        try (RawConnection source = stage.source(mount, tune, PACE);
                Listener listener = stage.audience().join(mount, headers)) {
            for (String title : told()) {
                listener.awaitMore(tune.bytesPerSecond() / 2);
                assertThat(stage.tell(mount, Stage.encoded(title), "charset=UTF-8"))
                        .contains("successful");
                Stage.until(title).until(() -> new String(listener.body(), StandardCharsets.UTF_8).contains(title));
            }
            listener.awaitMore(tune.bytesPerSecond());
            assertThat(source.isAlive()).isTrue();
            return listener.body();
        }
    }

    private static List<String> told() {
        List<String> titles = new ArrayList<>();
        while (titles.size() < TITLES) {
            titles.add("Füür – Song %02d".formatted(titles.size() + 1));
        }
        return titles;
    }
}
