package org.icefloe.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.icefloe.config.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PostgresCatalogIT extends CatalogContract {
    private static PostgresServer server;

    @TempDir
    Path home;

    @BeforeAll
    static void start() throws IOException {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    Settings emptyDatabase() throws SQLException {
        server.execute("drop schema public cascade; create schema public");
        return Homes.at(home, "icefloe.db.url", server.url());
    }
}
