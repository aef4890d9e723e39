package org.icefloe.boot;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.config.Settings;
import org.icefloe.stats.history.History;
import org.icefloe.stats.history.Retention;
import org.icefloe.store.Database;
import org.icefloe.store.HistoryRepository;
import org.icefloe.time.Ticker;

/** Makes the history, where one is wanted. */
final class Histories {
    private Histories() {}

    static Optional<History> of(Supplier<Settings.History> settings, Database database, Threads threads) {
        if (!settings.get().enabled()) {
            return Optional.empty();
        }
        return Optional.of(new History(
                new HistoryRepository(database),
                () -> retention(settings.get()),
                threads.history(),
                Clock.systemUTC(),
                Ticker.system(),
                new SecureRandom()));
    }

    private static Retention retention(Settings.History settings) {
        return new Retention(settings.keepMinutes(), settings.keepHours(), settings.keepDays());
    }
}
