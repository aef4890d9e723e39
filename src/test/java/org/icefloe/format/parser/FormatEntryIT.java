package org.icefloe.format.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.icefloe.format.Frame;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.RecordingSink.Kept;
import org.icefloe.format.SampleStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a late listener is sent, the headers and then everything from an entry on, put before a real decoder. */
class FormatEntryIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void headersAndAllFromAnyEntryDecodeWithoutAnError(SampleStream stream) throws Exception {
        List<Kept> frames = read(stream.bytes(), stream).frames();
        List<Integer> entries = entries(frames);
        assertThat(entries).isNotEmpty();
        for (int entry : spread(entries)) {
            assertThat(decode(joinedAt(entry, frames), stream))
                    .as("%s from frame %d of %d", stream, entry, frames.size())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPUS", "FLAC", "SPEEX", "SKELETON", "THEORA"})
    void theSecondLinkOfAChainDecodesWithoutAnError(SampleStream second) throws Exception {
        ByteArrayOutputStream chain = new ByteArrayOutputStream();
        chain.writeBytes(SampleStream.VORBIS.bytes());
        chain.writeBytes(second.bytes());
        List<Kept> frames = read(chain.toByteArray(), second).frames();
        List<Integer> entries = entries(frames);
        assertThat(decode(joinedAt(entries.get(entries.size() - 1), frames), second))
                .isEmpty();
    }

    private static RecordingSink read(byte[] bytes, SampleStream stream) {
        return Portions.readIn(List.of(1400), Parsers.fresh().parserFor(stream.type()), bytes);
    }

    private static List<Integer> entries(List<Kept> frames) {
        return IntStream.range(0, frames.size())
                .filter(i -> frames.get(i).kind() == Frame.Kind.ENTRY)
                .boxed()
                .toList();
    }

    /** Some of them: a decoder takes its time to start, and of a single MPEG frame it makes nothing. */
    private static List<Integer> spread(List<Integer> entries) {
        int last = entries.size() - 1;
        return Stream.of(0, 1, last / 3, last / 2, last * 9 / 10)
                .distinct()
                .filter(i -> i <= last)
                .map(entries::get)
                .toList();
    }

    private static byte[] joinedAt(int entry, List<Kept> frames) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int link = lastLinkStart(entry, frames);
        frames.subList(link, entry).stream()
                .filter(frame -> frame.kind() == Frame.Kind.LINK_START || frame.kind() == Frame.Kind.HEADER)
                .forEach(frame -> joined.writeBytes(frame.bytes()));
        frames.subList(entry, frames.size()).forEach(frame -> joined.writeBytes(frame.bytes()));
        return joined.toByteArray();
    }

    private static int lastLinkStart(int entry, List<Kept> frames) {
        return IntStream.rangeClosed(0, entry)
                .filter(i -> frames.get(i).kind() == Frame.Kind.LINK_START)
                .max()
                .orElse(0);
    }

    /** What the decoder complains of. */
    private String decode(byte[] bytes, SampleStream stream) throws IOException, InterruptedException {
        Path file = Files.write(directory.resolve(stream.file()), bytes);
        Process decoder = new ProcessBuilder(
                        "ffmpeg", "-nostdin", "-v", "error", "-xerror", "-i", file.toString(), "-f", "null", "-")
                .redirectErrorStream(true)
                .start();
        String complaints = new String(decoder.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(decoder.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return decoder.exitValue() == 0 ? complaints : "exit " + decoder.exitValue() + ": " + complaints;
    }
}
