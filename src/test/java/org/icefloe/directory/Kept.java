package org.icefloe.directory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.icefloe.config.SettingsLoader;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.store.CatalogRepository;
import org.icefloe.store.Database;

/** What a directory has kept: its database, which can be looked into when the server is gone. */
final class Kept {
    private Kept() {}

    /** All entries, in no order. */
    static List<Entry> in(Path home) {
        Map<String, String> given = Map.of("icefloe.home", home.toString());
        try (Database database = Database.open(new SettingsLoader(given, Map.of(), Map.of(), Map.of()).load())) {
            return List.copyOf(new CatalogRepository(database).all());
        }
    }
}
