package org.icefloe.directory.catalog;

import java.time.Duration;
import org.icefloe.time.Ticker;

/**
 * How long this server has been there to be touched. While it is stopped or does not get to run, no time passes here,
 * and so no entry expires whose touch nobody could take. Any thread reads, one thread counts.
 */
final class ServingTime {
    private final Ticker ticker;
    private final long longest;
    private long counted;
    private volatile long present;

    /** @param longest between two counts, if all is well */
    ServingTime(Ticker ticker, Duration longest) {
        this.ticker = ticker;
        this.longest = longest.toNanos();
        this.counted = ticker.nanos();
    }

    /** To be called again and again. */
    void count() {
        long now = ticker.nanos();
        present += Math.min(now - counted, longest);
        counted = now;
    }

    /** In ns, as of the last count. */
    long nanos() {
        return present;
    }
}
