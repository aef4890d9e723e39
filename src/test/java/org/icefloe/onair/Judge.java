package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;
import org.icefloe.testkit.clients.WholeFrames;

/** What decoders make of a stream. They are given it on a pipe: of a file they would read the end first. */
public final class Judge {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** How many streams are decoded by one process: to start one takes longer than to decode a burst. */
    static final int AT_A_TIME = 20;

    /** The element that begins a WebM cluster. */
    static final int CLUSTER = 0x1F43B675;

    private static final int RATE = 16_000;

    private Judge() {}

    /**
     * ffmpeg decodes its sound, and has nothing to say. Its samples are only counted: the times of two streams that one
     * listener hears in turn have nothing to do with each other, and where they happen to differ by less than a tenth
     * of a second, ffmpeg takes them for one stream, and its muxers complain.
     */
    public static void assertDecodes(byte[] stream) throws IOException {
        assertThat(stream).as("the stream").isNotEmpty();
        assertThat(feed(stream, "-v", "error", "-i", "pipe:", "-vn", "-af", "asetpts=N/SR/TB", "-f", "null", "-"))
                .as("what ffmpeg says of %d bytes", stream.length)
                .isEmpty();
    }

    /** ffmpeg decodes all of it and minds its times, and has nothing to say. */
    public static void assertPlays(byte[] stream) throws IOException {
        assertThat(stream).as("the stream").isNotEmpty();
        assertThat(complaints(stream))
                .as("what ffmpeg says of %d bytes", stream.length)
                .isEmpty();
    }

    /** What ffmpeg has to say while it decodes. */
    public static String complaints(byte[] stream) throws IOException {
        return feed(stream, "-v", "error", "-i", "pipe:", "-f", "null", "-");
    }

    private static String feed(byte[] stream, String... arguments) throws IOException {
        try (RunningProgram decoder = RunningProgram.startFed(Program.FFMPEG, arguments)) {
            give(stream, decoder);
            int status = decoder.awaitExit(LONGEST);
            return status == 0 ? decoder.output() : "exit status " + status + ": " + decoder.output();
        }
    }

    /** One who has given up takes no more; what it says then tells why. */
    private static void give(byte[] stream, RunningProgram decoder) {
        try (OutputStream input = decoder.input()) {
            input.write(stream);
        } catch (IOException closed) {
            decoder.awaitExit(LONGEST);
        }
    }

    /**
     * How much sound is in each of several streams, in bytes of 16 kHz, one channel. ffmpeg decodes them all, pictures
     * too, and has nothing to say; it takes them for pipes.
     */
    public static List<Long> soundBytes(List<byte[]> streams, Path directory) throws IOException {
        List<String> inputs = new ArrayList<>(List.of("-nostdin", "-y", "-v", "error"));
        List<String> outputs = new ArrayList<>();
        List<Path> sounds = new ArrayList<>();
        for (byte[] stream : streams) {
            Path file = Files.write(Files.createTempFile(directory, "stream", ""), stream);
            Path sound = Files.createTempFile(directory, "sound", ".pcm");
            inputs.addAll(List.of("-seekable", "0", "-i", "file:" + file));
            outputs.addAll(List.of("-map", sounds.size() + ":v?", "-f", "null", "-"));
            outputs.addAll(
                    List.of("-map", sounds.size() + ":a", "-ac", "1", "-ar", RATE + "", "-f", "s16le", sound + ""));
            sounds.add(sound);
        }
        inputs.addAll(outputs);
        assertThat(RunningProgram.run(Program.FFMPEG, inputs.toArray(String[]::new)))
                .as("what ffmpeg says of %d streams, with %s", streams.size(), sounds)
                .isEmpty();
        return sounds.stream().map(sound -> sound.toFile().length()).toList();
    }

    /** The part made of whole frames or pages; a listener who hangs up breaks off anywhere, but begins on one. */
    public static byte[] whole(byte[] stream) {
        WholeFrames whole = WholeFrames.of(stream);
        assertThat(whole.begin()).as("where the first frame begins").isZero();
        return Arrays.copyOf(stream, whole.end());
    }

    /** The same for a stream of any format; of WebM the clusters before the last. */
    public static byte[] whole(byte[] stream, Format format) {
        if (!format.muxer().equals("webm")) {
            return whole(stream);
        }
        int last = stream.length - 4;
        while (last > 0 && ByteBuffer.wrap(stream).getInt(last) != CLUSTER) {
            last--;
        }
        return Arrays.copyOf(stream, last);
    }

    /**
     * What is told apart in a stream, which is checked frame by frame: the titles of Ogg's links, and the bit rates of
     * MP3's frames, each once for as long as it lasts.
     */
    public static List<String> frames(byte[] stream, Format format) {
        return format.isOgg()
                ? OggChain.of(stream).titles()
                : Mp3Frames.of(stream).bitrates();
    }
}
