package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes what it is told, and does not answer. */
class PostgresHangIT {
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

    private ConnectionPool pool(String parameters) {
        return new ConnectionPool(DatabaseKind.POSTGRESQL, Homes.at(home, "icefloe.db.url", server.url() + parameters));
    }

    @Test
    void isGivenUpAfterAMinute() throws SQLException {
        try (ConnectionPool pool = pool("");
                Connection connection = pool.source().getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
        }
    }

    @Test
    void isGivenUpWhenTheUrlSaysSo() throws SQLException {
        try (ConnectionPool pool = pool("?socketTimeout=1");
                Connection connection = pool.source().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select pg_sleep(600)"))
                    .isInstanceOf(SQLException.class)
                    .hasRootCauseMessage("Read timed out");
        }
    }
}
