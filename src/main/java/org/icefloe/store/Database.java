package org.icefloe.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.icefloe.config.Settings;

/**
 * The open database: a pool of connections, the schema brought up to date, and the mapping of entities. Used at the
 * start and when somebody changes a setting, never for a request of a listener or a source.
 */
public final class Database implements AutoCloseable {
    private final DatabaseKind kind;
    private final ConnectionPool pool;
    private final EntityManagerFactory entities;

    private Database(DatabaseKind kind, ConnectionPool pool, EntityManagerFactory entities) {
        this.kind = kind;
        this.pool = pool;
        this.entities = entities;
    }

    /**
     * Opens the database of these settings and brings its schema up to date.
     *
     * @throws StoreException if that fails; nothing stays open then
     */
    public static Database open(Settings settings) {
        DatabaseKind kind = DatabaseKind.of(settings.db().url());
        HomeDirectory.make(settings.home());
        ConnectionPool pool = new ConnectionPool(kind, settings);
        try {
            migrate(pool.source());
            return new Database(kind, pool, EntityMapping.of(kind, pool.source()));
        } catch (FlywayException | PersistenceException e) {
            pool.close();
            throw new StoreException(
                    "The tables of %s cannot be used: %s. If a newer Icefloe has changed them, run that one."
                            .formatted(
                                    DatabaseKind.withoutParameters(settings.db().url()), e.getMessage()),
                    e);
        }
    }

    /** Every entity of a kind. */
    <E> List<E> all(Class<E> entity) {
        return entities.callInTransaction(manager -> {
            // Criteria, and not a query in words, whose parser would be loaded for this alone.
            var query = manager.getCriteriaBuilder().createQuery(entity);
            query.select(query.from(entity));
            return manager.createQuery(query).getResultList();
        });
    }

    /**
     * Asks something.
     *
     * @throws StoreException if the database does not answer
     */
    <T> T read(Function<EntityManager, T> question) {
        try {
            return entities.callInTransaction(question::apply);
        } catch (PersistenceException e) {
            throw new StoreException(
                    "The database does not answer: " + OpenFailure.root(e).getMessage(), e);
        }
    }

    /**
     * Makes a change in a transaction. When this returns, the database has written it: a kill of this process does not
     * undo it.
     *
     * @throws StoreException if it was not made
     */
    void write(Consumer<EntityManager> change) {
        try {
            entities.runInTransaction(change);
            flush();
        } catch (PersistenceException | SQLException e) {
            throw new StoreException(
                    "The change was not kept: " + OpenFailure.root(e).getMessage(), e);
        }
    }

    /** Has the database write what it has only promised so far. */
    private void flush() throws SQLException {
        if (kind.flush().isPresent()) {
            try (Connection connection = pool.source().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(kind.flush().get());
            }
        }
    }

    /**
     * Why changes cannot be kept, if so, in a sentence for the operator. Asks the database, and waits for it for some
     * seconds at most. Any thread.
     */
    public Optional<String> complaint() {
        return pool.complaint();
    }

    /** Closes all connections; H2 writes what it has and unlocks its file. */
    @Override
    public void close() {
        try {
            entities.close();
        } finally {
            pool.close();
        }
    }

    private static void migrate(DataSource source) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
