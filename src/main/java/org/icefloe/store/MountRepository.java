package org.icefloe.store;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountSettingsBook;

/**
 * Keeps the mounts' own entries. Readers are answered from a snapshot in memory; a writer returns when its change is
 * written and in the snapshot.
 */
public final class MountRepository implements MountSettingsBook {
    private final Database database;
    private final MountSettings defaults;
    private final List<Consumer<MountName>> observers = new CopyOnWriteArrayList<>();

    /** Immutable; replaced under this object's lock. */
    private volatile SortedMap<MountName, MountEntry> snapshot;

    /**
     * Reads all entries.
     *
     * @param defaults for what an entry leaves open
     */
    public MountRepository(Database database, MountSettings defaults) {
        this.database = database;
        this.defaults = defaults;
        TreeMap<MountName, MountEntry> entries = new TreeMap<>();
        database.all(MountEntity.class).stream()
                .map(MountEntity::toEntry)
                .forEach(entry -> entries.put(entry.name(), entry));
        this.snapshot = Collections.unmodifiableSortedMap(entries);
    }

    /** Every entry, by name. */
    public Collection<MountEntry> all() {
        return snapshot.values();
    }

    /** The entry of a mount, if it has one. */
    public Optional<MountEntry> find(MountName mount) {
        return Optional.ofNullable(snapshot.get(mount));
    }

    @Override
    public MountSettings settingsOf(MountName mount) {
        return find(mount).map(entry -> entry.overrides().over(defaults)).orElse(defaults);
    }

    /**
     * Keeps an entry in the place of any earlier one of that mount.
     *
     * @throws StoreException if it could not be kept; the earlier one stays
     */
    public void put(MountEntry entry) {
        synchronized (this) {
            database.write(manager -> manager.merge(MountEntity.of(entry)));
            replace(entries -> entries.put(entry.name(), entry));
        }
        tell(entry.name());
    }

    /**
     * Drops the entry of a mount; the mount is then like any other.
     *
     * @return whether there was one
     * @throws StoreException if it could not be dropped; it stays
     */
    public boolean delete(MountName mount) {
        synchronized (this) {
            if (!snapshot.containsKey(mount)) {
                return false;
            }
            database.write(manager -> manager.remove(manager.find(MountEntity.class, mount.value())));
            replace(entries -> entries.remove(mount));
        }
        tell(mount);
        return true;
    }

    /**
     * Has an observer told of every mount whose settings have changed, on the thread that changed them, after the
     * change. It must not throw.
     */
    public void onChange(Consumer<MountName> observer) {
        observers.add(observer);
    }

    private void replace(Consumer<SortedMap<MountName, MountEntry>> change) {
        TreeMap<MountName, MountEntry> entries = new TreeMap<>(snapshot);
        change.accept(entries);
        snapshot = Collections.unmodifiableSortedMap(entries);
    }

    private void tell(MountName mount) {
        observers.forEach(observer -> observer.accept(mount));
    }
}
