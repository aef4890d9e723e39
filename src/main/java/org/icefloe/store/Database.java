package org.icefloe.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.icefloe.config.Settings;

/**
 * The open database: a pool of connections, the schema brought up to date, and the mapping of entities. Used at the
 * start and when somebody changes a setting, never for a request of a listener or a source.
 */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;
    private final EntityManagerFactory entities;

    private Database(HikariDataSource pool, EntityManagerFactory entities) {
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
        HikariDataSource pool = connect(kind, settings);
        try {
            migrate(pool);
            return new Database(pool, EntityMapping.of(kind, pool));
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
     * Makes a change in a transaction. When this returns, the database has written it: a kill of this process does not
     * undo it.
     *
     * @throws StoreException if it was not made
     */
    void write(Consumer<EntityManager> change) {
        try {
            entities.runInTransaction(change);
        } catch (PersistenceException e) {
            throw new StoreException(
                    "The change was not kept: " + OpenFailure.root(e).getMessage(), e);
        }
    }

    /** Closes all connections; H2 writes what it has and unlocks its file. */
    @Override
    public void close() {
        entities.close();
        pool.close();
    }

    private static HikariDataSource connect(DatabaseKind kind, Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("icefloe-db");
        config.setDriverClassName(kind.driver());
        config.setJdbcUrl(settings.db().url());
        config.setUsername(settings.db().user());
        config.setPassword(settings.db().password().orElse(""));
        // Flyway holds two while it migrates; after that one is enough.
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw OpenFailure.explain(settings, e);
        }
    }

    private static void migrate(HikariDataSource pool) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
