package org.icefloe.config;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who are told that something has changed, and look at it as it is then. Whoever tells does it under the lock of
 * the change, so that nobody who has looked at an older state puts that in force after a newer one.
 */
public final class ChangeObservers {
    private static final Logger log = LoggerFactory.getLogger(ChangeObservers.class);

    private final List<Runnable> all = new CopyOnWriteArrayList<>();

    /** Has an observer told from now on. */
    public void add(Runnable observer) {
        all.add(observer);
    }

    /** Tells all of them, in the order they came. One that fails is named in the log, and undoes no change. */
    public void tell() {
        all.forEach(ChangeObservers::tell);
    }

    private static void tell(Runnable observer) {
        try {
            observer.run();
        } catch (RuntimeException fault) {
            log.error("A change was made, but part of it is not in force until the next one or a restart", fault);
        }
    }
}
