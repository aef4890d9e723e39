package org.icefloe.boot;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.icefloe.config.Settings;
import org.icefloe.stats.history.History;
import org.icefloe.stats.history.Retention;
import org.icefloe.store.Database;
import org.icefloe.store.HistoryRepository;
import org.icefloe.time.Ticker;

/** Makes the history, where one is wanted. */
final class Histories {
    private Histories() {}

    static Optional<History> of(Settings.History settings, Database database, Threads threads) {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        Retention keep = new Retention(settings.keepMinutes(), settings.keepHours(), settings.keepDays());
        return Optional.of(new History(
                new HistoryRepository(database),
                keep,
                threads.history(),
                Clock.systemUTC(),
                Ticker.system(),
                new SecureRandom()));
    }
}
