package org.icefloe.store;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.icefloe.auth.Account;
import org.icefloe.config.ChangeObservers;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.icefloe.mount.MountSettingsBook;

/**
 * Keeps the entries of mounts. Readers are answered from a snapshot in memory; a writer returns when its change is
 * written and in the snapshot.
 */
public final class MountRepository implements MountSettingsBook {
    private final Database database;
    private final ChangeObservers observers = new ChangeObservers();

    /** Replaced under this object's lock. */
    private volatile MountEntries snapshot;

    /**
     * Reads all entries. What another version has written and this one cannot read is named in the log, and left out.
     *
     * @param defaults for what the entries leave unset
     */
    public MountRepository(Database database, MountSettings defaults) {
        this.database = database;
        this.snapshot = new MountEntries(
                defaults,
                database.all(MountEntity.class).stream()
                        .map(MountEntity::toEntry)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Every entry, in the order of their patterns' texts, the template among them. */
    public Collection<MountEntry> all() {
        return snapshot.all();
    }

    /** The entry of exactly this pattern, if there is one. */
    public Optional<MountEntry> find(MountPattern pattern) {
        return snapshot.find(pattern);
    }

    @Override
    public MountSettings settingsOf(MountName mount) {
        return snapshot.settingsOf(mount);
    }

    @Override
    public Set<String> valuesOf(MountSetting<Optional<String>> setting) {
        return snapshot.valuesOf(setting);
    }

    /** What the settings of those mounts would be that went by this entry. */
    public MountSettings settingsUnder(MountEntry entry) {
        return snapshot.with(entry).over(entry.overrides());
    }

    /** The account that sources of this mount need, if not the one that all sources share. */
    public Optional<Account> sourceOf(MountName mount) {
        return snapshot.sourceOf(mount);
    }

    /**
     * Keeps an entry in the place of any earlier one of that pattern.
     *
     * @throws StoreException if it could not be kept; {@link #find} says what holds: the earlier one, or this one if
     *     the database has it but may not have written it
     */
    public synchronized void put(MountEntry entry) {
        database.write(manager -> manager.merge(MountEntity.of(entry)), () -> hold(snapshot.with(entry)));
    }

    /**
     * Drops the entry of a pattern.
     *
     * @return whether there was one
     * @throws StoreException if it could not be dropped, or if that may not have been written
     */
    public synchronized boolean delete(MountPattern pattern) {
        if (find(pattern).isEmpty()) {
            return false;
        }
        database.write(
                manager -> manager.remove(manager.find(MountEntity.class, pattern.toString())),
                () -> hold(snapshot.without(pattern)));
        return true;
    }

    /**
     * Has an observer told whenever the settings of any mounts have changed, on the thread that changed them, after the
     * change and before the next one. It must not change entries itself.
     */
    public void onChange(Runnable observer) {
        observers.add(observer);
    }

    /** Puts defaults, if they are others, in the place of those for what the entries leave unset. */
    public synchronized void defaults(MountSettings defaults) {
        if (!snapshot.hasDefaults(defaults)) {
            hold(snapshot.under(defaults));
        }
    }

    /** Under this object's lock. */
    private void hold(MountEntries changed) {
        snapshot = changed;
        observers.tell();
    }
}
