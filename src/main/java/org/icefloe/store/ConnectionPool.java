package org.icefloe.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.UtilityElf.DefaultThreadFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.icefloe.config.Settings;

/**
 * A few connections to the database. The threads that open, renew and close them are known here, because the pool does
 * not wait for their end, and a container would find them alive after the web application.
 */
final class ConnectionPool implements AutoCloseable {
    /** How long a connection is waited for, in ms: less than whoever asks for the server's health waits. */
    private static final long PATIENCE_MILLIS = 3_000;

    private final List<Thread> helpers = new CopyOnWriteArrayList<>();

    private final ScheduledThreadPoolExecutor housekeeper =
            new ScheduledThreadPoolExecutor(1, remembering(new DefaultThreadFactory("icefloe-db-housekeeper")));

    private final HikariDataSource pool;
    private final String url;

    /** @throws StoreException if the database does not let this server in; nothing stays open then */
    ConnectionPool(DatabaseKind kind, Settings settings) {
        url = DatabaseKind.withoutParameters(settings.db().url());
        try {
            pool = new HikariDataSource(config(kind, settings));
        } catch (RuntimeException e) {
            housekeeper.shutdownNow();
            throw OpenFailure.explain(settings, e);
        }
    }

    private HikariConfig config(DatabaseKind kind, Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("icefloe-db");
        config.setDriverClassName(kind.driver());
        config.setJdbcUrl(settings.db().url());
        config.setUsername(settings.db().user());
        config.setPassword(settings.db().password().orElse(""));
        // Flyway holds two while it migrates; after that one is enough.
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setDataSourceProperties(kind.driverProperties());
        config.setScheduledExecutor(housekeeper);
        config.setThreadFactory(remembering(new DefaultThreadFactory("icefloe-db-connections")));
        return config;
    }

    private ThreadFactory remembering(ThreadFactory factory) {
        return task -> {
            Thread helper = factory.newThread(task);
            helpers.removeIf(earlier -> earlier.getState() == Thread.State.TERMINATED);
            helpers.add(helper);
            return helper;
        };
    }

    DataSource source() {
        return pool;
    }

    /** Why changes cannot be kept, if so; asks the database. */
    Optional<String> complaint() {
        // A connection that has rested is tried before it is handed out.
        try (Connection good = pool.getConnection()) {
            return Optional.empty();
        } catch (SQLException e) {
            String cause = StoreException.said(OpenFailure.root(e));
            return Optional.of("The database " + url + " does not answer (" + cause
                    + "): streams go on, but no change of a setting can be kept until it does.");
        }
    }

    @Override
    public void close() {
        pool.close();
        housekeeper.shutdownNow();
        try {
            // An executor counts as terminated a moment before its last thread does.
            for (Thread helper : helpers) {
                helper.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
