package org.icefloe.format.ogg;

/**
 * Turns the granules of one codec into time.
 *
 * @param units a second has so many of them, times {@code per}; 0 if that is not known
 * @param per see there
 * @param shift for Theora, whose granule is the number of the last keyframe, shifted by so many bits, plus the pictures
 *     since (Theora I §A.2.3)
 */
record GranuleClock(long units, long per, int shift) {
    /** Of a codec whose granules nobody here can read. */
    static final GranuleClock NONE = new GranuleClock(0, 1, 0);

    /** A page that claims to play longer, in seconds, tells of a jump of the granule and not of sound. */
    private static final long LONGEST_PAGE = 60;

    static GranuleClock ofRate(int samplesPerSecond) {
        return new GranuleClock(samplesPerSecond, 1, 0);
    }

    /** The time from one granule to a later one, in ns; 0 if it is not known, or no page can play so long. */
    long nanosBetween(long from, long to) {
        long passed = position(to) - position(from);
        if (passed <= 0 || units <= 0 || passed > LONGEST_PAGE * units / Math.max(1, per)) {
            return 0;
        }
        return (long) (1e9 * passed * per / units);
    }

    private long position(long granule) {
        return (granule >>> shift) + (granule & (1L << shift) - 1);
    }
}
