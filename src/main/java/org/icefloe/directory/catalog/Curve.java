package org.icefloe.directory.catalog;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many have listened over the last day: the most in each span of {@link #STEP}. Immutable. A string holds it, which
 * takes no more than a byte for each span as long as there are fewer than 256 listeners.
 */
public final class Curve {
    /** What one point stands for. */
    public static final Duration STEP = Duration.ofMinutes(10);

    /** How many points there are at most: those of a day. */
    public static final int MOST = 144;

    /** Nothing is known yet. */
    public static final Curve NONE = new Curve(0, "");

    private static final char UNKNOWN = Character.MAX_VALUE;
    private static final int HIGHEST = UNKNOWN - 1;

    /** The number of the span of the last point, from the epoch. */
    private final long last;

    private final String peaks;

    /**
     * What is known of one span.
     *
     * @param began when it began
     * @param listeners the most that were told; empty if nothing was
     */
    public record Point(Instant began, OptionalInt listeners) {}

    private Curve(long last, String peaks) {
        this.last = last;
        this.peaks = peaks;
    }

    private static long span(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
    }

    /**
     * With one more figure, as the last. If the clock was put back, what it had noted of the time to come is dropped:
     * it was wrong then, and no later figure could be told from it.
     */
    Curve with(Instant now, int listeners) {
        char count = (char) Math.min(listeners, HIGHEST);
        long span = span(now);
        long later = span - last;
        if (peaks.isEmpty() || later >= MOST || later <= -peaks.length()) {
            return new Curve(span, String.valueOf(count));
        }
        if (later > 0) {
            String longer = peaks + String.valueOf(UNKNOWN).repeat((int) later - 1) + count;
            return new Curve(span, longer.substring(Math.max(0, longer.length() - MOST)));
        }
        int end = peaks.length() + (int) later - 1;
        char known = peaks.charAt(end);
        boolean isPeak = known != UNKNOWN && known >= count;
        return isPeak && later == 0 ? this : new Curve(span, peaks.substring(0, end) + (isPeak ? known : count));
    }

    /** From the oldest to the last. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>(peaks.length());
        long first = last - peaks.length() + 1;
        for (int at = 0; at < peaks.length(); at++) {
            Instant began = Instant.ofEpochSecond((first + at) * STEP.toSeconds());
            char peak = peaks.charAt(at);
            points.add(new Point(began, peak == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(peak)));
        }
        return points;
    }

    /** To be kept: 8 bytes and two for each point. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + peaks.length() * Character.BYTES);
        bytes.putLong(last);
        bytes.asCharBuffer().put(peaks);
        return bytes.array();
    }

    /** The opposite of {@link #toBytes}; {@link #NONE} if it is not of that. */
    public static Curve ofBytes(byte[] kept) {
        if (kept.length <= Long.BYTES || kept.length > Long.BYTES + MOST * Character.BYTES) {
            return NONE;
        }
        ByteBuffer bytes = ByteBuffer.wrap(kept);
        return new Curve(bytes.getLong(), bytes.asCharBuffer().toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Curve curve && last == curve.last && peaks.equals(curve.peaks);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(last) * 31 + peaks.hashCode();
    }

    @Override
    public String toString() {
        return peaks.length() + " points";
    }
}
