package org.icefloe.store;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.icefloe.config.Settings;

/** Puts into an operator's words why a database did not open. */
final class OpenFailure {
    /** H2's code for a file that another process has locked, DATABASE_ALREADY_OPEN_1. */
    private static final int H2_ALREADY_OPEN = 90_020;

    private OpenFailure() {}

    static StoreException explain(Settings settings, Throwable failure) {
        boolean locked = causes(failure).anyMatch(OpenFailure::isLock);
        return new StoreException(locked ? locked(settings) : unreachable(settings, failure), failure);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static boolean isLock(Throwable cause) {
        return cause instanceof SQLException failure && failure.getErrorCode() == H2_ALREADY_OPEN;
    }

    private static String locked(Settings settings) {
        return "The home " + settings.home() + " is in use by another process."
                + " Stop that Icefloe, or give this one a home of its own with icefloe.home.";
    }

    private static String unreachable(Settings settings, Throwable failure) {
        String url = DatabaseKind.withoutParameters(settings.db().url());
        return "The database " + url + " cannot be opened by user '"
                + settings.db().user() + "': " + StoreException.said(root(failure))
                + ". See icefloe.db.url, icefloe.db.user and icefloe.db.password.";
    }

    /** The first cause of all, which says best what happened. */
    static Throwable root(Throwable failure) {
        return causes(failure).reduce(failure, (above, below) -> below);
    }
}
