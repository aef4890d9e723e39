package org.icefloe.format.mpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.icefloe.format.Encoded;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink.Kept;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two decoders that do not know each other, put before streams that begin in the middle. */
class MpegOpeningIT {
    private static final int BEGINNINGS = 30;
    private static final int SPLICES = 100;
    private static final int LENGTH = 60;

    private enum Mp3 {
        STEREO_128("-ac 2 -ar 44100 -b:a 128k"),
        STEREO_320("-ac 2 -ar 44100 -b:a 320k"),
        STEREO_32("-ac 2 -ar 32000 -b:a 32k"),
        VARIABLE("-ac 2 -ar 44100 -q:a 4"),
        MONO_64("-ac 1 -ar 44100 -b:a 64k"),
        VERSION_2_MONO_32("-ac 1 -ar 22050 -b:a 32k"),
        VERSION_2_STEREO_48("-ac 2 -ar 24000 -b:a 48k"),
        VERSION_2_5_MONO_8("-ac 1 -ar 8000 -b:a 8k");

        private final String arguments;

        Mp3(String arguments) {
            this.arguments = arguments;
        }

        List<byte[]> frames() throws IOException {
            byte[] stream =
                    Encoded.sound(name().toLowerCase(Locale.ROOT) + ".mp3", arguments + " -c:a libmp3lame -f mp3");
            return Portions.readWhole(new MpegParser(), stream).frames().stream()
                    .map(Kept::bytes)
                    .toList();
        }
    }

    @TempDir
    Path directory;

    private final Random random = new Random(3);

    @ParameterizedTest
    @EnumSource
    void begunAtAnyFrameNoDecoderComplains(Mp3 mp3) throws IOException {
        List<byte[]> frames = mp3.frames();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < BEGINNINGS; i++) {
            files.add(write("begun" + i, opened(some(frames))));
        }
        assertThat(mpg123(files)).doesNotContain("error:", "warning:");
        assertThat(ffmpeg(files)).isEmpty();
    }

    /** Sound that was decoded from the first frame on, and sound that begins in the middle. */
    @ParameterizedTest
    @EnumSource
    void whatIsHeardIsWhatWouldHaveBeenHeard(Mp3 mp3) throws IOException {
        List<byte[]> frames = mp3.frames();
        byte[] whole = decoded(write("whole", join(frames)));
        int frameBytes = whole.length / frames.size();
        for (int i = 0; i < 10; i++) {
            int first = 1 + random.nextInt(frames.size() - LENGTH - 1);
            byte[] joined = join(frames.subList(first, first + LENGTH));
            ByteBuffer rest = ByteBuffer.wrap(joined);
            int silent = countFrames(new MpegOpening().open(rest));
            byte[] heard = decoded(write("joined", opened(joined)));

            // What a frame gives overlaps with the frame before, and what filters remember with one more.
            int from = (silent + 2) * frameBytes;
            int to = (LENGTH - 2) * frameBytes;
            assertThat(Arrays.copyOfRange(heard, from, to))
                    .as("%s from frame %d, %d of them silent", mp3, first, silent)
                    .isEqualTo(Arrays.copyOfRange(whole, first * frameBytes + from, first * frameBytes + to));
        }
    }

    @Test
    void movedToAnotherStreamAndBackNoDecoderComplains() throws IOException {
        List<Path> spliced = List.of(write("spliced", spliced(true)));
        assertThat(mpg123(spliced)).doesNotContain("error:", "warning:");
        assertThat(ffmpeg(spliced)).isEmpty();
    }

    /** Else the tests above would say nothing. */
    @Test
    void withoutAnOpeningTheyComplain() throws IOException {
        List<byte[]> frames = Mp3.VERSION_2_5_MONO_8.frames();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < BEGINNINGS; i++) {
            files.add(write("raw" + i, some(frames)));
        }
        assertThat(mpg123(files)).contains("error:");
        assertThat(mpg123(List.of(write("spliced", spliced(false))))).contains("error:");
    }

    private byte[] some(List<byte[]> frames) {
        int first = 1 + random.nextInt(frames.size() - LENGTH - 1);
        return join(frames.subList(first, first + LENGTH));
    }

    /** Runs of two streams in turn, each cut off in the middle of what it has in store. */
    private byte[] spliced(boolean isOpened) throws IOException {
        List<List<byte[]>> streams = List.of(Mp3.STEREO_128.frames(), Mp3.VARIABLE.frames());
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        for (int i = 0; i < SPLICES; i++) {
            byte[] run = some(streams.get(i % 2));
            spliced.writeBytes(isOpened ? opened(run) : run);
        }
        return spliced.toByteArray();
    }

    private static byte[] opened(byte[] frames) {
        ByteBuffer rest = ByteBuffer.wrap(frames);
        ByteBuffer opened = new MpegOpening().open(rest);
        return ByteBuffer.allocate(frames.length).put(opened).put(rest).array();
    }

    private static int countFrames(ByteBuffer frames) {
        int count = 0;
        while (frames.hasRemaining()) {
            frames.position(
                    Layer3Frame.at(frames, frames.position()).orElseThrow().end());
            count++;
        }
        return count;
    }

    private String mpg123(List<Path> files) throws IOException {
        List<String> arguments = Stream.concat(Stream.of("-t"), files.stream().map(Path::toString))
                .toList();
        return RunningProgram.run(Program.MPG123, arguments.toArray(String[]::new));
    }

    /** All files in one process, each with a decoder of its own. */
    private String ffmpeg(List<Path> files) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-v", "error"));
        files.forEach(file -> arguments.addAll(List.of("-i", file.toString())));
        for (int i = 0; i < files.size(); i++) {
            arguments.addAll(List.of("-map", Integer.toString(i)));
        }
        arguments.addAll(List.of("-f", "null", "-"));
        return RunningProgram.run(Program.FFMPEG, arguments.toArray(String[]::new));
    }

    private byte[] decoded(Path file) throws IOException {
        Path samples = directory.resolve("samples");
        String said = RunningProgram.run(
                Program.FFMPEG, ("-nostdin -v error -y -i " + file + " -f s16le " + samples).split(" "));
        assertThat(said).isEmpty();
        return Files.readAllBytes(samples);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name + ".mp3"), bytes);
    }

    private static byte[] join(List<byte[]> frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frames.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
