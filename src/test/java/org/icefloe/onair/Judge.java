package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
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
final class Judge {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int RATE = 16_000;
    private static final int WINDOW = RATE / 20;

    private Judge() {}

    /**
     * ffmpeg decodes its sound, and has nothing to say. The sound is written without times: those of two streams that
     * one listener hears in turn have nothing to do with each other, and where they differ by less than a tenth of a
     * second, ffmpeg takes them for one and its muxers complain.
     */
    static void assertDecodes(byte[] stream) throws IOException {
        assertThat(stream).as("the stream").isNotEmpty();
        assertThat(feed(stream, "-v", "error", "-y", "-i", "pipe:", "-vn", "-f", "s16le", "/dev/null"))
                .as("what ffmpeg says of %d bytes", stream.length)
                .isEmpty();
    }

    /** ffmpeg decodes all of it and minds its times, and has nothing to say. */
    static void assertPlays(byte[] stream) throws IOException {
        assertThat(stream).as("the stream").isNotEmpty();
        assertThat(complaints(stream))
                .as("what ffmpeg says of %d bytes", stream.length)
                .isEmpty();
    }

    /** What ffmpeg has to say while it decodes. */
    static String complaints(byte[] stream) throws IOException {
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

    /** Its sound: 16 kHz, one channel. */
    static ShortBuffer sound(byte[] stream, Path directory) throws IOException {
        Path pcm = Files.createTempFile(directory, "sound", ".pcm");
        feed(stream, "-v", "quiet", "-y", "-i", "pipe:", "-vn", "-ac", "1", "-ar", RATE + "", "-f", "s16le", pcm + "");
        return ByteBuffer.wrap(Files.readAllBytes(pcm))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
    }

    /** The pitches to be heard, each once for as long as it lasts; of a tenth of a second and more. */
    static List<Integer> pitches(byte[] stream, List<Integer> known, Path directory) throws IOException {
        ShortBuffer sound = sound(stream, directory);
        short[] window = new short[WINDOW];
        List<Integer> heard = new ArrayList<>(List.of(0));
        int before = 0;
        while (sound.remaining() >= WINDOW) {
            sound.get(window);
            int pitch = nearest(rises(window) * RATE / WINDOW, known);
            if (pitch > 0 && pitch == before && heard.get(heard.size() - 1) != pitch) {
                heard.add(pitch);
            }
            before = pitch;
        }
        return heard.subList(1, heard.size());
    }

    private static int rises(short[] window) {
        int rises = 0;
        for (int at = 1; at < window.length; at++) {
            if (window[at - 1] < 0 && window[at] >= 0) {
                rises++;
            }
        }
        return rises;
    }

    /** One of those known, or -1 if it is none of them. */
    private static int nearest(int hertz, List<Integer> known) {
        return known.stream()
                .filter(pitch -> Math.abs(pitch - hertz) < 60)
                .findFirst()
                .orElse(-1);
    }

    /** The part made of whole frames or pages; a listener who hangs up breaks off anywhere, but begins on one. */
    static byte[] whole(byte[] stream) {
        WholeFrames whole = WholeFrames.of(stream);
        assertThat(whole.begin()).as("where the first frame begins").isZero();
        return Arrays.copyOf(stream, whole.end());
    }

    /**
     * What is told apart in a stream, which is checked frame by frame: the titles of Ogg's links, and the bit rates of
     * MP3's frames, each once for as long as it lasts.
     */
    static List<String> frames(byte[] stream, Format format) {
        return format.isOgg()
                ? OggChain.of(stream).titles()
                : Mp3Frames.of(stream).bitrates();
    }
}
