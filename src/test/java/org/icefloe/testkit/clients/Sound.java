package org.icefloe.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be heard in a recording of a {@link Sample}: for every tenth of a second its place in the sample, in
 * seconds, read from its pitch. Silence is left out: a source may begin before it has something to play.
 *
 * @param places in the order in which they are heard
 */
public record Sound(List<Double> places) {
    private static final int RATE = 16_000;
    private static final int WINDOW = RATE / 10;
    private static final double STEP = (double) WINDOW / RATE;
    private static final int SILENCE = 500;

    /** How far the next tenth may be from where it belongs, in seconds: what lossy coding blurs. */
    private static final double TOLERANCE = 0.12;

    /** Decodes the sound of {@code file}. */
    public static Sound of(Path file) throws IOException {
        Path pcm = Workspace.file("sound", ".pcm");
        RunningProgram.run(
                Program.FFMPEG,
                "-nostdin",
                "-v",
                "quiet",
                "-y",
                "-i",
                file.toString(),
                "-vn",
                "-ac",
                "1",
                "-ar",
                Integer.toString(RATE),
                "-f",
                "s16le",
                pcm.toString());
        return of(ByteBuffer.wrap(Files.readAllBytes(pcm))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer());
    }

    private static Sound of(ShortBuffer samples) {
        List<Double> places = new ArrayList<>();
        short[] window = new short[WINDOW];
        while (samples.remaining() >= WINDOW) {
            samples.get(window);
            if (isLoud(window)) {
                places.add((pitch(window) - Sample.START_HZ) / Sample.HZ_PER_SECOND);
            }
        }
        return new Sound(List.copyOf(places));
    }

    private static boolean isLoud(short[] window) {
        double squares = 0;
        for (short sample : window) {
            squares += (double) sample * sample;
        }
        return Math.sqrt(squares / window.length) > SILENCE;
    }

    /** The pitch from the time between the first rise through zero and the last, in Hz. */
    private static double pitch(short[] window) {
        double first = 0;
        double last = 0;
        int rises = 0;
        for (int at = 1; at < window.length; at++) {
            if (window[at - 1] < 0 && window[at] >= 0) {
                last = at - (double) window[at] / (window[at] - window[at - 1]);
                first = rises++ == 0 ? last : first;
            }
        }
        return rises < 2 ? 0 : (rises - 1) * RATE / (last - first);
    }

    /** How much is to be heard, in seconds. */
    public double seconds() {
        return places.size() * STEP;
    }

    /** @throws AssertionError that tells where it jumps, if less than {@code seconds} are heard without a jump */
    public void assertHolds(double seconds) {
        assertThat(seconds()).as("seconds of sound, %s", this).isGreaterThanOrEqualTo(seconds);
        assertThat(jumps()).as("places where the sound jumps, %s", this).isEmpty();
    }

    /** Where a tenth of a second does not follow the one before. The way from the end to the beginning is no jump. */
    public List<String> jumps() {
        List<String> jumps = new ArrayList<>();
        for (int next = 2; next < places.size() - 1; next++) {
            double from = places.get(next - 1);
            double to = places.get(next);
            if (Math.abs(to - from - STEP) > TOLERANCE && !hasSeam(next)) {
                jumps.add("%.2f s to %.2f s".formatted(from, to));
            }
        }
        return jumps;
    }

    /** The tenth in which the sample begins anew has a pitch somewhere between, so its neighbours are looked at too. */
    private boolean hasSeam(int next) {
        return places.subList(next - 2, next + 2).stream().anyMatch(Sound::isNearSeam);
    }

    private static boolean isNearSeam(double place) {
        return place < 0.3 || place > Sample.SECONDS - 0.3;
    }

    @Override
    public String toString() {
        return places.isEmpty()
                ? "silence"
                : "%.1f s heard, from %.1f s to %.1f s of the sample"
                        .formatted(seconds(), places.get(0), places.get(places.size() - 1));
    }
}
