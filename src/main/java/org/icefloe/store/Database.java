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
    private final Optional<String> flush;
    private final ConnectionPool pool;
    private final EntityManagerFactory entities;

    /** That of {@link #together}, while it lasts. */
    private Optional<EntityManager> joined = Optional.empty();

    private Database(Optional<String> flush, ConnectionPool pool, EntityManagerFactory entities) {
        this.flush = flush;
        this.pool = pool;
        this.entities = entities;
    }

    /**
     * Opens the database of these settings and brings its schema up to date.
     *
     * @throws StoreException if that fails; nothing stays open then
     */
    public static Database open(Settings settings) {
        return open(settings, DatabaseKind.of(settings.db().url()).flush());
    }

    /** @param flush the statement after which a commit is written, if the commit itself does not wait for that */
    static Database open(Settings settings, Optional<String> flush) {
        DatabaseKind kind = DatabaseKind.of(settings.db().url());
        HomeDirectory.make(settings.home());
        ConnectionPool pool = new ConnectionPool(kind, settings);
        try {
            migrate(pool.source());
            return new Database(flush, pool, EntityMapping.of(kind, pool.source()));
        } catch (FlywayException | PersistenceException e) {
            pool.close();
            throw new StoreException(
                    "The tables of %s cannot be used: %s. If a newer Icefloe has changed them, run that one."
                            .formatted(
                                    DatabaseKind.withoutParameters(settings.db().url()), StoreException.said(e)),
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
            throw new StoreException("The database does not answer: " + StoreException.said(OpenFailure.root(e)), e);
        }
    }

    /**
     * Makes a change in a transaction. When this returns, the database has written it: a kill of this process does not
     * undo it.
     *
     * @param made is run as soon as the change is committed, whether it can be written or not: it takes note of it
     * @throws NotFlushedException if it was made, but perhaps not written
     * @throws StoreException if it was not made
     */
    void write(Consumer<EntityManager> change, Runnable made) {
        if (joined.isPresent()) {
            change.accept(joined.get());
        } else {
            commit(change);
        }
        made.run();
        if (joined.isEmpty()) {
            flush();
        }
    }

    /**
     * Makes all changes of a task in one transaction: all of them are kept, or none. For who has this database alone;
     * after a failure no repository of it is of use any more.
     *
     * @throws StoreException as {@link #write}
     */
    public void together(Runnable task) {
        commit(manager -> {
            joined = Optional.of(manager);
            try {
                task.run();
            } finally {
                joined = Optional.empty();
            }
        });
        flush();
    }

    private void commit(Consumer<EntityManager> change) {
        try {
            entities.runInTransaction(change);
        } catch (PersistenceException e) {
            throw StoreException.notKept(OpenFailure.root(e));
        }
    }

    /** Has the database write what it has only promised so far. */
    private void flush() {
        if (flush.isPresent()) {
            try (Connection connection = pool.source().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(flush.get());
            } catch (SQLException e) {
                throw new NotFlushedException(OpenFailure.root(e));
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
