package org.icefloe.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.icefloe.time.Ticker;

/** How long something takes at its best: other work on the machine makes a try longer, never shorter. */
public final class Fastest {
    private static final Ticker TICKER = Ticker.system();

    private Fastest() {}

    /** What is timed. */
    @FunctionalInterface
    public interface Try {
        /** Does it once. */
        void run() throws Exception;
    }

    /**
     * The shortest of several tries.
     *
     * @param preparation made anew for each try, and not timed
     */
    public static Duration of(int tries, Callable<Try> preparation) throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
            times.add(time(preparation.call()));
        }
        return Collections.min(times);
    }

    /** How long one try takes. */
    public static Duration time(Try once) throws Exception {
        long begin = TICKER.nanos();
        once.run();
        return Duration.ofNanos(TICKER.nanos() - begin);
    }
}
