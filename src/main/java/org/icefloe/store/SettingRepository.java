package org.icefloe.store;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.icefloe.config.KeptSettings;
import org.icefloe.config.LiveSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the settings of the server that were changed while it ran. */
public final class SettingRepository implements KeptSettings {
    private static final Logger log = LoggerFactory.getLogger(SettingRepository.class);

    private final Database database;

    /** Immutable; replaced under this object's lock. */
    private volatile Map<String, String> snapshot;

    /** Reads them all. What another version has kept and this one cannot read is named in the log, and left out. */
    public SettingRepository(Database database) {
        this.database = database;
        this.snapshot = database.all(SettingEntity.class).stream()
                .filter(SettingRepository::isReadable)
                .collect(Collectors.toUnmodifiableMap(SettingEntity::key, SettingEntity::value));
    }

    private static boolean isReadable(SettingEntity row) {
        Optional<String> complaint = LiveSettings.complaint(row.key(), row.value());
        complaint.ifPresent(problem -> log.warn("{} in the database is left out: {}", row.key(), problem));
        return complaint.isEmpty();
    }

    @Override
    public Map<String, String> all() {
        return snapshot;
    }

    /** @throws StoreException if they could not be kept; {@link #all} then says whether they hold nevertheless */
    @Override
    public synchronized void keep(Map<String, Optional<String>> changes) {
        Map<String, String> changed = new HashMap<>(snapshot);
        changes.forEach((key, text) -> text.ifPresentOrElse(said -> changed.put(key, said), () -> changed.remove(key)));
        database.write(
                manager -> changes.forEach((key, text) -> write(manager, key, text)),
                () -> snapshot = Map.copyOf(changed));
    }

    private static void write(EntityManager manager, String key, Optional<String> text) {
        if (text.isPresent()) {
            manager.merge(SettingEntity.of(key, text.get()));
        } else {
            Optional.ofNullable(manager.find(SettingEntity.class, key)).ifPresent(manager::remove);
        }
    }
}
