package org.icefloe.store;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.icefloe.config.ChangeObservers;
import org.icefloe.mount.MountName;
import org.icefloe.relay.RelayBook;
import org.icefloe.relay.RelayEntry;

/**
 * Keeps the entries of relays. Readers are answered from a snapshot in memory; a writer returns when its change is
 * written and in the snapshot.
 */
public final class RelayRepository implements RelayBook {
    private final Database database;
    private final ChangeObservers observers = new ChangeObservers();

    /** Never changed, but replaced under this object's lock. */
    private volatile SortedMap<MountName, RelayEntry> snapshot;

    /**
     * Reads all entries. What another version has written and this one cannot read is named in the log, and left out.
     */
    public RelayRepository(Database database) {
        this.database = database;
        SortedMap<MountName, RelayEntry> read = new TreeMap<>();
        database.all(RelayEntity.class).stream()
                .map(RelayEntity::toEntry)
                .flatMap(Optional::stream)
                .forEach(entry -> read.put(entry.mount(), entry));
        this.snapshot = Collections.unmodifiableSortedMap(read);
    }

    @Override
    public Collection<RelayEntry> all() {
        return snapshot.values();
    }

    /** The entry of this mount, if there is one. */
    public Optional<RelayEntry> find(MountName mount) {
        return Optional.ofNullable(snapshot.get(mount));
    }

    /**
     * Keeps an entry in the place of any earlier one of that mount.
     *
     * @throws StoreException if it could not be kept; {@link #find} says what holds: the earlier one, or this one if
     *     the database has it but may not have written it
     */
    public synchronized void put(RelayEntry entry) {
        SortedMap<MountName, RelayEntry> changed = new TreeMap<>(snapshot);
        changed.put(entry.mount(), entry);
        database.write(manager -> manager.merge(RelayEntity.of(entry)), () -> hold(changed));
    }

    /**
     * Drops the entry of a mount.
     *
     * @return whether there was one
     * @throws StoreException if it could not be dropped, or if that may not have been written
     */
    public synchronized boolean delete(MountName mount) {
        SortedMap<MountName, RelayEntry> changed = new TreeMap<>(snapshot);
        if (changed.remove(mount) == null) {
            return false;
        }
        database.write(manager -> manager.remove(manager.find(RelayEntity.class, mount.value())), () -> hold(changed));
        return true;
    }

    /**
     * Has an observer told whenever relays have changed, on the thread that changed them, after the change and before
     * the next one. It must not change entries itself.
     */
    @Override
    public void onChange(Runnable observer) {
        observers.add(observer);
    }

    /** Under this object's lock. */
    private void hold(SortedMap<MountName, RelayEntry> changed) {
        snapshot = Collections.unmodifiableSortedMap(changed);
        observers.tell();
    }
}
