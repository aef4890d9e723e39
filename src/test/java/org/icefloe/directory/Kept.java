package org.icefloe.directory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.icefloe.config.SettingsLoader;
import org.icefloe.directory.catalog.ClickCount;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.store.CatalogRepository;
import org.icefloe.store.Database;

/** What a directory has kept: its database, which can be looked into when the server is gone. */
final class Kept {
    private Kept() {}

    /** All entries, in no order. */
    static List<Entry> in(Path home) {
        return in(home, book -> List.copyOf(book.all()));
    }

    /** How often people have gone to any station. */
    static long clicksIn(Path home) {
        return in(
                home,
                book -> book.clicks().stream().mapToLong(ClickCount::clicks).sum());
    }

    private static <T> T in(Path home, Function<CatalogRepository, T> question) {
        Map<String, String> given = Map.of("icefloe.home", home.toString());
        try (Database database = Database.open(new SettingsLoader(given, Map.of(), Map.of(), Map.of()).load())) {
            return question.apply(new CatalogRepository(database));
        }
    }
}
