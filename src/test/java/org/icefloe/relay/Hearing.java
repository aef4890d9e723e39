package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.icefloe.onair.Format;
import org.icefloe.onair.IcyBody;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.OggChain;
import org.icefloe.onair.Stage;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;

/** What a listener of a relay hears, held against what one of its origin does. */
final class Hearing {
    /** What a header may be told by that asks for titles, which Ogg streams have among their pages. */
    static final String TITLES = "Icy-MetaData: 1";

    /** Within which a listener begins: frames that are made silent for him, or headers of Ogg. */
    private static final int OPENING = 8 * 1024;

    private static final int PROBE = 512;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Hearing() {}

    /** All sound, without titles between. */
    static byte[] sound(Listener listener) {
        return body(listener).sound();
    }

    private static IcyBody body(Listener listener) {
        return listener.head()
                .header("icy-metaint")
                .map(interval -> IcyBody.of(listener.body(), Integer.parseInt(interval)))
                .orElseGet(() -> new IcyBody(listener.body(), List.of()));
    }

    /** What is in the pages of Ogg, without how it is cut into pages: icecast2 cuts the sound of Vorbis its own way. */
    static byte[] packets(byte[] ogg) {
        byte[] whole = Judge.whole(ogg);
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        int at = 0;
        while (at < whole.length) {
            int lacing = at + 27;
            int segments = whole[at + 26] & 0xff;
            int length = 0;
            for (int segment = 0; segment < segments; segment++) {
                length += whole[lacing + segment] & 0xff;
            }
            packets.write(whole, lacing + segments, length);
            at = lacing + segments + length;
        }
        return packets.toByteArray();
    }

    /** The titles in what has been heard so far, in the order of their coming. */
    static List<String> titles(Listener listener, Format format) {
        if (format.isOgg()) {
            return OggChain.of(Judge.whole(listener.body())).titles();
        }
        return body(listener).titles().stream()
                .filter(title -> !title.isEmpty())
                .toList();
    }

    /** Waits until a title has come. */
    static void awaitTitle(Listener listener, String title) {
        Stage.until("the title " + title)
                .until(() -> new String(listener.body(), StandardCharsets.UTF_8).contains(title));
    }

    /**
     * The two have heard the same, byte for byte, from the join of the one that has joined last.
     *
     * @param least how many bytes have to be the same
     */
    static void assertSame(byte[] relayed, byte[] original, int least) {
        int at = relayed.length / 2;
        byte[] probe = Arrays.copyOfRange(relayed, at, at + PROBE);
        assertThat(indexOf(original, probe, 0))
                .as("where the middle of what is relayed is in the original")
                .isNotNegative();
        // It may be there more than once: a setup header comes in each link of a chain, and sound may come again.
        int there = -1;
        int before = 0;
        int behind = -1;
        for (int place = indexOf(original, probe, 0); place >= 0; place = indexOf(original, probe, place + 1)) {
            int sameBefore = same(relayed, at - 1, original, place - 1, -1);
            int sameBehind = same(relayed, at, original, place, 1);
            if (sameBefore + sameBehind > before + behind) {
                there = place;
                before = sameBefore;
                behind = sameBehind;
            }
        }
        assertThat(Math.min(at - before, there - before))
                .as("bytes before both are the same; %d were heard and %d sent", relayed.length, original.length)
                .isLessThan(OPENING);
        assertThat(Math.min(relayed.length - at - behind, original.length - there - behind))
                .as("bytes behind the place where both differ")
                .isZero();
        assertThat(before + behind).as("bytes that are the same").isGreaterThan(least);
    }

    /** How many bytes are the same from two places on, in one direction. */
    private static int same(byte[] some, int at, byte[] others, int there, int step) {
        int count = 0;
        for (int one = at, other = there;
                one >= 0 && other >= 0 && one < some.length && other < others.length && some[one] == others[other];
                one += step, other += step) {
            count++;
        }
        return count;
    }

    private static int indexOf(byte[] bytes, byte[] part, int from) {
        for (int at = from; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Players for the format listen for some seconds, and have nothing to complain of. Times are not judged: where
     * icecast2 has put a title into Vorbis they stand still for a moment, and ffmpeg's muxer minds.
     */
    static void assertPlayersAreContent(URI address, Format format) throws IOException {
        try (RunningProgram ffmpeg = RunningProgram.start(
                        Program.FFMPEG,
                        ("-nostdin -v error -xerror -i " + address + " -t 4 -af asetpts=N/SR/TB -f null -")
                                .split(" "));
                RunningProgram other = otherPlayer(address, format)) {
            assertThat(ffmpeg.awaitExit(LONGEST)).as(ffmpeg::output).isZero();
            assertThat(ffmpeg.output()).isEmpty();
            if (format == Format.MP3) {
                assertThat(other.awaitExit(LONGEST)).as(other::output).isZero();
            }
            assertThat(other.output()).doesNotContainIgnoringCase("error", "warning", "corrupt", "hole");
        }
    }

    /** mpg123 for so many frames; ogg123, which knows no Opus, as long as ffmpeg listens. */
    private static RunningProgram otherPlayer(URI address, Format format) throws IOException {
        return switch (format) {
            case MP3 -> RunningProgram.start(Program.MPG123, "-q", "-t", "-n", "150", address.toString());
            case VORBIS -> RunningProgram.start(Program.OGG123, "-d", "null", address.toString());
            default -> RunningProgram.start(Program.CURL, "-sS", "-o", "/dev/null", address.toString());
        };
    }
}
