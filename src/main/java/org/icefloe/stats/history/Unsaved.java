package org.icefloe.stats.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Minutes that are over and not in the database yet. While it does not answer they wait here, but not without bound:
 * then the oldest are lost, and the log says so once. Not safe for threads.
 */
final class Unsaved {
    private static final Logger log = LoggerFactory.getLogger(Unsaved.class);

    /** Oldest first, each with what was counted of every mount. */
    private final Deque<List<Period>> minutes = new ArrayDeque<>();

    private final int most;
    private int size;
    private boolean losing;

    /** @param most how many periods wait at most; a minute has one for each mount, and one for all */
    Unsaved(int most) {
        this.most = most;
    }

    void add(List<Period> minute) {
        minutes.addLast(minute);
        size += minute.size();
        while (size > most && minutes.size() > 1) {
            warn();
            removeFirst();
        }
    }

    private void warn() {
        if (!losing) {
            losing = true;
            log.error(
                    "The database has not taken the history since {}; {} minutes wait in memory, which is as much as may,"
                            + " and so the oldest are lost from now on",
                    minutes.getFirst().get(0).key().start(),
                    minutes.size());
        }
    }

    private void removeFirst() {
        size -= minutes.removeFirst().size();
    }

    /** The minute that waits longest. */
    Optional<List<Period>> oldest() {
        return Optional.ofNullable(minutes.peekFirst());
    }

    /** A minute is in the database; meanwhile it may have been given up. */
    void saved(List<Period> minute) {
        if (minutes.peekFirst() == minute) {
            removeFirst();
        }
        losing = false;
    }

    /** What waits of one mount, or of all together. */
    List<Period> of(Scope scope) {
        return minutes.stream()
                .flatMap(List::stream)
                .filter(period -> period.key().scope().equals(scope))
                .toList();
    }
}
