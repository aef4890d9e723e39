package org.icefloe.store;

import java.sql.SQLException;
import java.util.Objects;
import org.icefloe.bytes.Printable;

/** The database cannot be opened, or could not keep something; the message names it and the way out. */
public sealed class StoreException extends RuntimeException permits NotFlushedException {
    /** The class of SQL states of a connection that is lost (SQL:2023, 24.1). */
    private static final String CONNECTION = "08";

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A transaction has failed. If the connection was lost in it, nobody knows whether that was before its commit. */
    static StoreException notKept(Throwable cause) {
        String sentence = isLoss(cause)
                ? "The database was lost (%s): the change is not in force, but may be after a restart."
                        + " Make it again when the database answers."
                : "The change was not kept: %s. See that the database runs, and that its disk has room.";
        return new StoreException(sentence.formatted(said(cause)), cause);
    }

    private static boolean isLoss(Throwable cause) {
        return cause instanceof SQLException failure
                && Objects.requireNonNullElse(failure.getSQLState(), "").startsWith(CONNECTION);
    }

    /** What the database says, in one line, and without the statement that H2 puts behind it. */
    static String said(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return Printable.oneLine(message.split("; SQL statement:", 2)[0].strip());
    }
}
