package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.icefloe.config.BufferSize;
import org.icefloe.config.MountSetting;
import org.icefloe.format.Frame;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamFormat;
import org.icefloe.format.parser.Parsers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotationTest {
    /** More than any sample's headers, or the frames an MP3 may need. */
    private static final int LONGEST_LEAD = 16 * 1024;

    @ParameterizedTest
    @EnumSource(SampleStream.class)
    void recordingIsTheStream(SampleStream sample, @TempDir Path home) throws IOException {
        Studio studio = new Studio(home).recordingTo("all");
        Studio.OnAir source = studio.source(sample.type());
        source.send(sample.bytes(), Duration.ofSeconds(2));
        source.end();
        assertThat(studio.read("all")).isEqualTo(streamOf(sample));
    }

    @ParameterizedTest
    @EnumSource(SampleStream.class)
    void filesOfHalfASecondAreTheStreamInPieces(SampleStream sample, @TempDir Path home) throws IOException {
        Studio studio = new Studio(home).recordingTo("%T");
        studio.with(MountSetting.DUMP_MAX_DURATION, Duration.ofMillis(500));
        Studio.OnAir source = studio.source(sample.type());
        source.send(sample.bytes(), Duration.ofSeconds(2));
        source.end();
        assertThat(studio.files()).hasSizeBetween(1, 5);
        checkPieces(sample, studio.readAll());
    }

    @Property(tries = 60)
    void filesOfAnySizeAreTheStreamInPieces(
            @ForAll SampleStream sample, @ForAll @IntRange(min = 1, max = 20_000) int size) throws IOException {
        Path home = Files.createTempDirectory("rotation");
        Studio studio = new Studio(home).recordingTo("%s");
        studio.with(MountSetting.DUMP_MAX_SIZE, Optional.of((long) size));
        studio.with(MountSetting.BURST_SIZE, BufferSize.ofBytes(1 << 20));
        Studio.OnAir source = studio.source(sample.type());
        source.send(sample.bytes(), Duration.ofSeconds(1));
        source.end();
        checkPieces(sample, inOrder(studio));
        delete(home);
    }

    /** Files of one second have the same name but for their number. */
    private static List<byte[]> inOrder(Studio studio) throws IOException {
        return studio.files().stream()
                .sorted(Comparator.comparing(RotationTest::second).thenComparing(RotationTest::number))
                .map(file -> {
                    try {
                        return studio.read(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static long second(String file) {
        return Long.parseLong(file.split("-")[0]);
    }

    private static int number(String file) {
        return file.contains("-") ? Integer.parseInt(file.split("-")[1]) : 1;
    }

    private static void checkPieces(SampleStream sample, List<byte[]> files) {
        byte[] stream = streamOf(sample);
        Map<Integer, Frame.Kind> kinds = kindsByPosition(sample);
        int at = 0;
        for (byte[] file : files) {
            int lead = leadOf(file, stream, at);
            assertThat(lead).as("piece at %d of %s", at, sample).isNotNegative();
            assertThat(kinds.get(at)).isIn(Frame.Kind.LINK_START, Frame.Kind.ENTRY);
            if (sample.type().format() == StreamFormat.OGG) {
                assertThat(parse(sample, file).bytes()).as("headers first").isEqualTo(file);
            }
            at += file.length - lead;
        }
        assertThat(at).isEqualTo(stream.length);
    }

    private static Map<Integer, Frame.Kind> kindsByPosition(SampleStream sample) {
        Map<Integer, Frame.Kind> kinds = new HashMap<>();
        int at = 0;
        for (RecordingSink.Kept frame : framesOf(sample)) {
            kinds.put(at, frame.kind());
            at += frame.content().size();
        }
        return kinds;
    }

    /** How many bytes come before those that go on with the stream; -1 if none do. */
    private static int leadOf(byte[] file, byte[] stream, int at) {
        for (int lead = 0; lead <= Math.min(LONGEST_LEAD, file.length - 1); lead++) {
            int length = file.length - lead;
            if (Arrays.equals(file, lead, file.length, stream, at, Math.min(at + length, stream.length))) {
                return lead;
            }
        }
        return -1;
    }

    private static byte[] streamOf(SampleStream sample) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        framesOf(sample).forEach(frame -> stream.writeBytes(frame.bytes()));
        return stream.toByteArray();
    }

    /** The headers, and everything from the first place on where a decoder can begin. */
    private static List<RecordingSink.Kept> framesOf(SampleStream sample) {
        List<RecordingSink.Kept> frames =
                new ArrayList<>(parse(sample, sample.bytes()).frames());
        int entry = frames.stream().map(RecordingSink.Kept::kind).toList().indexOf(Frame.Kind.ENTRY);
        frames.subList(0, entry).removeIf(frame -> frame.kind() == Frame.Kind.CONTINUATION);
        return frames;
    }

    private static RecordingSink parse(SampleStream sample, byte[] bytes) {
        return Portions.readWhole(Parsers.fresh().parserFor(sample.type()), bytes);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
