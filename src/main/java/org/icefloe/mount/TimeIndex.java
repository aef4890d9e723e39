package org.icefloe.mount;

/**
 * When the bytes of a stream came: marks of time and position, at least {@value #RESOLUTION_MILLIS} ms apart. Not safe
 * for several threads; the buffer's lock guards it.
 *
 * <pre>
 *   position   0 ........ 1200 ....... 2400 .. 2800      all before 1200 had come by t1, all before 2400 by t2
 *   mark                   t1           t2      t3
 * </pre>
 */
final class TimeIndex {
    private static final int RESOLUTION_MILLIS = 100;
    /** Over how long the bit rate is measured, at least. */
    private static final long KEPT_NANOS = 5_000_000_000L;

    private static final long RESOLUTION_NANOS = RESOLUTION_MILLIS * 1_000_000L;

    /** Rings of the same length: mark {@code i} is at {@code (first + i) % length}. */
    private long[] positions = new long[64];

    private long[] times = new long[64];
    private int first;
    private int count;

    /** Where the bytes begin that had come by the first mark. */
    private long start;

    /** Notes that all bytes before a position have come by now, in ns of the ticker. */
    void mark(long position, long now) {
        if (count > 1 && now - time(count - 2) < RESOLUTION_NANOS) {
            count--;
        } else if (count == positions.length) {
            grow();
        }
        int at = slot(count);
        positions[at] = position;
        times[at] = now;
        count++;
    }

    private void grow() {
        long[] morePositions = new long[count * 2];
        long[] moreTimes = new long[count * 2];
        for (int i = 0; i < count; i++) {
            morePositions[i] = position(i);
            moreTimes[i] = time(i);
        }
        positions = morePositions;
        times = moreTimes;
        first = 0;
    }

    private int slot(int index) {
        return (first + index) % positions.length;
    }

    private long position(int index) {
        return positions[slot(index)];
    }

    private long time(int index) {
        return times[slot(index)];
    }

    /** Forgets when bytes before a position came, unless it was lately. */
    void dropBefore(long position) {
        while (count > 1 && position(0) <= position && time(count - 1) - time(0) > KEPT_NANOS) {
            start = position(0);
            first = slot(1);
            count--;
        }
    }

    /** Where the stream stood at a time: what is behind it came later. */
    long positionAt(long time) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) - time > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == 0 ? start : position(low - 1);
    }

    /** When the byte before a position came, as far as is known; {@code otherwise} if nothing has come yet. */
    long timeOf(long position, long otherwise) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position(middle) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return count == 0 ? otherwise : time(low);
    }

    /** How fast bytes come, in bit/s, over all the time there are marks of; 0 if that is less than a second. */
    long bitsPerSecond() {
        if (count < 2) {
            return 0;
        }
        long nanos = time(count - 1) - time(0);
        long bits = 8 * (position(count - 1) - position(0));
        return nanos < 1_000_000_000L ? 0 : Math.round(bits * 1e9 / nanos);
    }
}
