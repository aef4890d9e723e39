package org.icefloe.format.ogg;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Sees to it that no two logical streams that a listener may be sent one after the other bear the same serial number
 * (RFC 3533 §4 wants them unique in a chain): a player takes the headers of the second for packets of the first. Such
 * streams come from a source that begins again as it began before, or from two mounts that play the same file.
 *
 * <p>One for all mounts. Safe for any number of threads.
 */
public final class Serials {
    /** How many claims a serial number stays taken: many more than a listener's queue holds links. */
    static final int REMEMBERED = 4096;

    private final RandomGenerator random;

    /** Oldest first. */
    private final Set<Integer> recent = new LinkedHashSet<>();

    /** @param random makes up other numbers; used by one thread at a time */
    public Serials(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A serial number for a logical stream that begins.
     *
     * @return {@code wanted}, unless it is one of the last {@value #REMEMBERED} that were claimed; then another one
     */
    public synchronized int claim(int wanted) {
        int serial = wanted;
        while (!recent.add(serial)) {
            serial = random.nextInt();
        }
        if (recent.size() > REMEMBERED) {
            Iterator<Integer> oldest = recent.iterator();
            oldest.next();
            oldest.remove();
        }
        return serial;
    }
}
