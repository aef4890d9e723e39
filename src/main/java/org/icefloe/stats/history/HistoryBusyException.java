package org.icefloe.stats.history;

/** The history cannot be read at the moment; whoever asks should ask again. */
public final class HistoryBusyException extends RuntimeException {
    private HistoryBusyException(String message) {
        super(message);
    }

    static HistoryBusyException late(long millis) {
        return new HistoryBusyException("The database has not answered within " + millis + " ms; ask again in a while");
    }

    static HistoryBusyException crowded(int others) {
        return new HistoryBusyException(others + " others wait for the database already; ask again in a while");
    }

    static HistoryBusyException closing() {
        return new HistoryBusyException("The server is stopping; ask again when it has started");
    }
}
