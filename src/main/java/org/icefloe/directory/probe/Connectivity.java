package org.icefloe.directory.probe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether anybody is reached at all. If not, it is most likely this server that is cut off, and nobody is to blame. */
final class Connectivity {
    /** So many in a row are no accident: of streams that are touched, few cannot be reached. */
    static final int MOST_MISSED = 20;

    private static final Logger log = LoggerFactory.getLogger(Connectivity.class);

    private int missed;

    /** Somebody has answered. */
    void hit() {
        if (missed >= MOST_MISSED) {
            log.info("A stream that is listed here was reached again");
        }
        missed = 0;
    }

    /**
     * Somebody was not reached.
     *
     * @return whether nobody is any more
     */
    boolean miss() {
        missed++;
        if (missed == MOST_MISSED) {
            log.warn(
                    "None of the last {} streams that were visited could be reached; until one is, no other is marked for"
                            + " that. Are names looked up here, and does the network lead out?",
                    MOST_MISSED);
        }
        return missed >= MOST_MISSED;
    }
}
