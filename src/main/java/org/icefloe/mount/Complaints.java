package org.icefloe.mount;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Tells the log what is wrong with the settings, each thing once: it is found again with every listener who comes. Safe
 * for any number of threads.
 */
public final class Complaints {
    /** Who has as many is told no more. */
    private static final int MOST = 1000;

    private final Logger log;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    public Complaints(Logger log) {
        this.log = log;
    }

    /** Warns, unless it has been said already. */
    public void make(String sentence) {
        if (made.size() < MOST && made.add(sentence)) {
            log.warn(sentence);
        }
    }

    /** What is still wrong is said once more: somebody may have tried to mend it. */
    public void forget() {
        made.clear();
    }
}
