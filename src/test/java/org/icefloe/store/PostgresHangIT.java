package org.icefloe.store;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hibernate.engine.jdbc.spi.SQLExceptionLogging;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogPolicy;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.YpReply;
import org.icefloe.net.HostList;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

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

    private Database database(String parameters) throws SQLException {
        server.execute("drop schema public cascade; create schema public");
        return Database.open(Homes.at(home, "icefloe.db.url", server.url() + parameters));
    }

    /** So that whoever writes the directory waits, until this is closed. */
    private static Connection lock() throws SQLException {
        Connection lock = DriverManager.getConnection(server.url(), "icefloe", "");
        lock.setAutoCommit(false);
        try (Statement statement = lock.createStatement()) {
            statement.execute("lock table directory_entry");
        }
        return lock;
    }

    private static YpReply add(Catalog catalog, String listenUrl) {
        Map<String, String> form = Map.of(
                "action", "add",
                "sn", "Nordlicht FM",
                "genre", "ambient",
                "type", "audio/mpeg",
                "listenurl", listenUrl);
        return catalog.answer(name -> Optional.ofNullable(form.get(name)), "198.51.100.7");
    }

    /** Though the driver waits for a minute. */
    @Test
    void whoeverListsAStreamIsToldInTimeAndNothingOfItIsLeft() throws SQLException {
        CatalogPolicy policy = new CatalogPolicy(false, Duration.ofSeconds(200), 100, 100, HostList.EMPTY);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try (Database database = database("")) {
            CatalogRepository book = new CatalogRepository(database);
            Catalog catalog = new Catalog(
                    book,
                    () -> policy,
                    new Catalog.Machinery(Runnable::run, writer, Clock.systemUTC(), Ticker.system(), new Random(7)));
            try (Connection lock = lock()) {
                long began = System.nanoTime();
                assertThat(add(catalog, "http://radio.example/first").message())
                        .isEqualTo("The directory cannot keep this now. Try again later.");
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(ofSeconds(4), ofSeconds(30));
            }
            await("the database to answer again")
                    .until(() -> add(catalog, "http://radio.example/second").isAccepted());
            assertThat(book.all()).extracting(Entry::listenUrl).containsExactly("http://radio.example/second");
        } finally {
            writer.shutdown();
        }
    }

    /** What the libraries say of it, and what of that is shown by the configuration that is shipped. */
    @Test
    void librariesFillNoLog() throws SQLException, JoranException {
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(heard);
        try (Database database = database("?socketTimeout=1")) {
            CatalogRepository book = new CatalogRepository(database);
            try (Connection lock = lock()) {
                assertThatThrownBy(() -> book.write(List.of("sid"), List.of())).isInstanceOf(StoreException.class);
            }
            book.write(List.of("sid"), List.of());
            server.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
            assertThatThrownBy(() -> book.write(List.of("sid"), List.of())).isInstanceOf(StoreException.class);
        } finally {
            root.detachAppender(heard);
        }

        LoggerContext shipped = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(shipped);
        configurator.doConfigure(getClass().getResource("/logback.xml"));
        assertThat(heard.list)
                .extracting(ILoggingEvent::getLoggerName)
                .contains("com.zaxxer.hikari.pool.ProxyConnection", SQLExceptionLogging.ERROR_NAME);
        assertThat(heard.list)
                .filteredOn(event -> event.getLevel()
                        .isGreaterOrEqual(
                                shipped.getLogger(event.getLoggerName()).getEffectiveLevel()))
                .isEmpty();
        assertThat(shipped.getLogger("com.zaxxer.hikari.pool.PoolBase").isWarnEnabled())
                .as("of a connection that was found to be broken, with a trace")
                .isFalse();
        shipped.stop();
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
