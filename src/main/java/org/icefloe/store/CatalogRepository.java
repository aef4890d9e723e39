package org.icefloe.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.Root;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.icefloe.directory.catalog.CatalogBook;
import org.icefloe.directory.catalog.ClickCount;
import org.icefloe.directory.catalog.Entry;

/** Keeps the entries of the directory. Nothing of it is held in memory: whoever calls waits for the database. */
public final class CatalogRepository implements CatalogBook {
    /** What one statement names at most: databases take no list of any length. */
    private static final int AT_ONCE = 1_000;

    private static final String TOUCH = "update directory_entry set subtype = ?, song = ?, listeners = ?,"
            + " max_listeners = ?, touched = ?, curve = ?, verdict = ?, checked = ?, failed_checks = ?, check_words = ?"
            + " where sid = ?";

    private final Database database;

    public CatalogRepository(Database database) {
        this.database = database;
    }

    @Override
    public Collection<Entry> all() {
        return database.all(DirectoryEntity.class).stream()
                .map(DirectoryEntity::toEntry)
                .toList();
    }

    /** Deletes first, in statements of their own: Hibernate would insert first, and find the listen URL taken. */
    @Override
    public void write(Collection<String> gone, Collection<Entry> added) {
        List<String> urls = added.stream().map(Entry::listenUrl).toList();
        database.write(
                manager -> {
                    delete(manager, DirectoryEntity.class, "sid", List.copyOf(gone));
                    delete(manager, DirectoryEntity.class, "listenUrl", urls);
                    added.forEach(entry -> manager.persist(DirectoryEntity.of(entry)));
                },
                () -> {});
    }

    @Override
    public Collection<ClickCount> clicks() {
        return database.all(ClickEntity.class).stream()
                .map(ClickEntity::toCount)
                .toList();
    }

    /** Deletes all and inserts what has changed, in a batch: Hibernate would read each row before it changes it. */
    @Override
    public void writeClicks(Collection<ClickCount> changed, Collection<String> gone) {
        List<String> before = Stream.concat(gone.stream(), changed.stream().map(ClickCount::station))
                .toList();
        database.write(
                manager -> {
                    delete(manager, ClickEntity.class, "station", before);
                    changed.forEach(count -> manager.persist(ClickEntity.of(count)));
                },
                () -> {});
    }

    private static <E> void delete(EntityManager manager, Class<E> entity, String column, List<String> values) {
        for (int from = 0; from < values.size(); from += AT_ONCE) {
            CriteriaBuilder builder = manager.getCriteriaBuilder();
            CriteriaDelete<E> delete = builder.createCriteriaDelete(entity);
            Root<E> row = delete.from(entity);
            delete.where(row.get(column).in(values.subList(from, Math.min(values.size(), from + AT_ONCE))));
            manager.createQuery(delete).executeUpdate();
        }
    }

    /** By a batch of statements, for there are thousands each time: Hibernate would read each row before. */
    @Override
    public void touch(Collection<Entry> touched) {
        database.write(
                manager -> manager.unwrap(Session.class).doWork(connection -> touch(connection, touched)), () -> {});
    }

    private static void touch(Connection connection, Collection<Entry> touched) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOUCH)) {
            for (Entry entry : touched) {
                statement.setString(1, entry.broadcast().subtype());
                statement.setString(2, entry.lastTouch().song());
                statement.setInt(3, entry.lastTouch().listeners());
                statement.setInt(4, entry.lastTouch().maxListeners());
                statement.setObject(5, entry.lastTouch().touched().atOffset(ZoneOffset.UTC));
                statement.setBytes(6, entry.curve().toBytes());
                statement.setString(7, entry.check().verdict().name());
                statement.setObject(8, entry.check().at().atOffset(ZoneOffset.UTC));
                statement.setInt(9, entry.check().failures());
                statement.setString(10, entry.check().words());
                statement.setString(11, entry.sid());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
