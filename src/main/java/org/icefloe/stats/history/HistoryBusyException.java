package org.icefloe.stats.history;

/** The database takes too long; whoever asks should ask again. */
public final class HistoryBusyException extends RuntimeException {
    HistoryBusyException(long millis) {
        super("The database has not answered within " + millis + " ms; ask again in a while");
    }
}
