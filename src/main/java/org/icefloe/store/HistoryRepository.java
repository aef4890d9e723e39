package org.icefloe.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.icefloe.stats.history.HistoryQuery;
import org.icefloe.stats.history.HistoryStore;
import org.icefloe.stats.history.Period;
import org.icefloe.stats.history.PeriodKey;
import org.icefloe.stats.history.Resolution;
import org.icefloe.stats.history.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history. Nothing of it is held in memory: whoever calls waits for the database. Each minute is a
 * transaction, in which its hour and its day grow by what it has.
 */
public final class HistoryRepository implements HistoryStore {
    private static final Logger log = LoggerFactory.getLogger(HistoryRepository.class);

    private final Database database;

    public HistoryRepository(Database database) {
        this.database = database;
    }

    @Override
    public Map<LocalDate, byte[]> keys() {
        return database.all(HistoryKeyEntity.class).stream()
                .collect(Collectors.toMap(HistoryKeyEntity::day, HistoryKeyEntity::bytes));
    }

    @Override
    public void add(List<Period> minutes, Map<LocalDate, byte[]> keys) {
        try {
            write(manager -> {
                keys.forEach((day, bytes) -> manager.merge(HistoryKeyEntity.of(day, bytes)));
                for (Resolution resolution : Resolution.values()) {
                    add(manager, within(minutes, resolution));
                }
            });
        } catch (NotFlushedException made) {
            // Added again, it would count twice.
            log.warn("A minute of the history may be lost if the server crashes now: {}", made.getMessage());
        }
    }

    private void write(Consumer<EntityManager> change) {
        database.write(change, () -> {});
    }

    /** In one order, so that no two servers at one database wait for each other. */
    private static Collection<Period> within(List<Period> minutes, Resolution resolution) {
        Map<String, Period> sums = new TreeMap<>();
        minutes.forEach(minute -> sums.merge(minute.key().scope().name(), minute.within(resolution), Period::plus));
        return sums.values();
    }

    /** @param periods of one start */
    private static void add(EntityManager manager, Collection<Period> periods) {
        Optional<PeriodKey> any = periods.stream().map(Period::key).findAny();
        Map<String, HistoryEntity> present = any.map(key -> begunTogether(manager, key.resolution(), key.start()))
                .orElse(Map.of());
        for (Period period : periods) {
            HistoryEntity row = present.get(period.key().scope().name());
            if (row == null) {
                manager.persist(HistoryEntity.of(period));
            } else {
                row.add(period);
            }
        }
    }

    private static Map<String, HistoryEntity> begunTogether(
            EntityManager manager, Resolution resolution, Instant began) {
        CriteriaBuilder builder = manager.getCriteriaBuilder();
        CriteriaQuery<HistoryEntity> query = builder.createQuery(HistoryEntity.class);
        Root<HistoryEntity> row = query.from(HistoryEntity.class);
        query.select(row)
                .where(builder.equal(row.get("resolution"), resolution), builder.equal(row.get("began"), began));
        return manager.createQuery(query).getResultList().stream()
                .collect(Collectors.toMap(HistoryEntity::mount, found -> found));
    }

    @Override
    public List<Period> find(HistoryQuery wanted) {
        return database.read(manager -> {
            CriteriaBuilder builder = manager.getCriteriaBuilder();
            CriteriaQuery<HistoryEntity> query = builder.createQuery(HistoryEntity.class);
            Root<HistoryEntity> row = query.from(HistoryEntity.class);
            query.select(row)
                    .where(
                            builder.equal(row.get("mount"), wanted.scope().name()),
                            builder.equal(row.get("resolution"), wanted.resolution()),
                            builder.greaterThanOrEqualTo(row.get("began"), wanted.from()),
                            builder.lessThan(row.get("began"), wanted.to()))
                    .orderBy(builder.desc(row.get("began")));
            List<Period> newestFirst = new ArrayList<>(manager.createQuery(query)
                    .setMaxResults(wanted.limit())
                    .getResultStream()
                    .map(HistoryEntity::toPeriod)
                    .toList());
            Collections.reverse(newestFirst);
            return newestFirst;
        });
    }

    @Override
    public boolean knows(Scope scope) {
        return database.read(manager -> {
            CriteriaBuilder builder = manager.getCriteriaBuilder();
            CriteriaQuery<Instant> query = builder.createQuery(Instant.class);
            Root<HistoryEntity> row = query.from(HistoryEntity.class);
            query.select(row.get("began")).where(builder.equal(row.get("mount"), scope.name()));
            return !manager.createQuery(query).setMaxResults(1).getResultList().isEmpty();
        });
    }

    @Override
    public boolean deleteOldest(Resolution resolution, Instant before) {
        Optional<Instant> oldest = database.read(manager -> oldest(manager, resolution));
        if (oldest.filter(began -> began.isBefore(before)).isEmpty()) {
            return false;
        }
        write(manager -> {
            CriteriaBuilder builder = manager.getCriteriaBuilder();
            CriteriaDelete<HistoryEntity> delete = builder.createCriteriaDelete(HistoryEntity.class);
            Root<HistoryEntity> row = delete.from(HistoryEntity.class);
            delete.where(
                    builder.equal(row.get("resolution"), resolution), builder.equal(row.get("began"), oldest.get()));
            manager.createQuery(delete).executeUpdate();
        });
        return true;
    }

    private static Optional<Instant> oldest(EntityManager manager, Resolution resolution) {
        CriteriaBuilder builder = manager.getCriteriaBuilder();
        CriteriaQuery<Instant> query = builder.createQuery(Instant.class);
        Root<HistoryEntity> row = query.from(HistoryEntity.class);
        query.select(row.get("began"))
                .where(builder.equal(row.get("resolution"), resolution))
                .orderBy(builder.asc(row.get("began")));
        return manager.createQuery(query).setMaxResults(1).getResultStream().findFirst();
    }

    /** Hour by hour, so that no transaction is a large one; the key comes last, by which the day is found again. */
    @Override
    public boolean forgetOldestKey(LocalDate before) {
        Optional<LocalDate> oldest =
                keys().keySet().stream().filter(day -> day.isBefore(before)).min(LocalDate::compareTo);
        oldest.ifPresent(day -> {
            Instant midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
            for (int hour = 0; hour < 24; hour++) {
                Instant from = midnight.plus(Resolution.HOUR.length().multipliedBy(hour));
                forgetSketches(from, from.plus(Resolution.HOUR.length()));
            }
            write(manager -> manager.remove(manager.find(HistoryKeyEntity.class, day)));
        });
        return oldest.isPresent();
    }

    private void forgetSketches(Instant from, Instant to) {
        write(manager -> {
            for (Resolution resolution : Resolution.values()) {
                CriteriaBuilder builder = manager.getCriteriaBuilder();
                CriteriaUpdate<HistoryEntity> update = builder.createCriteriaUpdate(HistoryEntity.class);
                Root<HistoryEntity> row = update.from(HistoryEntity.class);
                update.set(row.<byte[]>get("sketch"), (byte[]) null)
                        .where(
                                builder.equal(row.get("resolution"), resolution),
                                builder.greaterThanOrEqualTo(row.get("began"), from),
                                builder.lessThan(row.get("began"), to),
                                builder.isNotNull(row.get("sketch")));
                manager.createQuery(update).executeUpdate();
            }
        });
    }
}
