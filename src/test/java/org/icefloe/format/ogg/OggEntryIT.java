package org.icefloe.format.ogg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.icefloe.format.Frame;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.RecordingSink.Kept;
import org.icefloe.testkit.clients.Sample;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What listeners who join at 200 chance moments are sent with the first burst, put before a real decoder. */
class OggEntryIT {
    private static final int JOINS = 200;
    private static final int BURST = 65_536;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC", "SPEEX", "THEORA"})
    void everyMomentIsOneToJoinAt(Sample sample) throws Exception {
        assertJoinable(Portions.readIn(List.of(1400), Retitled.parser(), sample.bytes()));
    }

    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC"})
    void everyMomentBetweenTitlesToo(Sample sample) throws Exception {
        assertJoinable(Retitled.evenly(sample.bytes(), Retitled.titles(20), 1400));
    }

    private void assertJoinable(RecordingSink sink) throws Exception {
        List<Kept> frames = sink.frames();
        List<Integer> entries = entriesOfChance(frames);
        assertThat(entries).hasSizeGreaterThan(10);
        for (int entry : entries) {
            Decoded decoded = decode(burst(entry, frames));
            assertThat(decoded.said)
                    .as("of frame %d of %d", entry, frames.size())
                    .isEmpty();
            assertThat(decoded.frames)
                    .as("of frame %d of %d", entry, frames.size())
                    .isPositive();
        }
    }

    /** The last few are left out: there is not a burst behind them. Several moments may share an entry. */
    private static List<Integer> entriesOfChance(List<Kept> frames) {
        Random random = new Random(7);
        List<Integer> entries = IntStream.range(0, frames.size() * 9 / 10)
                .filter(i -> frames.get(i).kind() == Frame.Kind.ENTRY)
                .boxed()
                .toList();
        return IntStream.range(0, JOINS)
                .mapToObj(i -> entries.get(random.nextInt(entries.size())))
                .distinct()
                .toList();
    }

    private static byte[] burst(int entry, List<Kept> frames) {
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        int link = IntStream.rangeClosed(0, entry)
                .filter(i -> frames.get(i).kind() == Frame.Kind.LINK_START)
                .max()
                .orElseThrow();
        frames.subList(link, entry).stream()
                .filter(frame -> frame.kind() == Frame.Kind.LINK_START || frame.kind() == Frame.Kind.HEADER)
                .forEach(frame -> burst.writeBytes(frame.bytes()));
        int end = burst.size() + BURST;
        for (int i = entry; i < frames.size() && burst.size() < end; i++) {
            burst.writeBytes(frames.get(i).bytes());
        }
        return burst.toByteArray();
    }

    private Decoded decode(byte[] burst) throws IOException, InterruptedException {
        Path decoded = directory.resolve("decoded");
        Path said = directory.resolve("said");
        Process decoder = new ProcessBuilder("ffmpeg", "-v", "error", "-i", "-", "-f", "framecrc", "-")
                .redirectOutput(decoded.toFile())
                .redirectError(said.toFile())
                .start();
        try (OutputStream input = decoder.getOutputStream()) {
            input.write(burst);
        }
        assertThat(decoder.waitFor(20, TimeUnit.SECONDS)).isTrue();
        long frames = Files.readAllLines(decoded).stream()
                .filter(line -> !line.startsWith("#"))
                .count();
        return new Decoded(frames, Files.readString(said));
    }

    private record Decoded(long frames, String said) {}
}
