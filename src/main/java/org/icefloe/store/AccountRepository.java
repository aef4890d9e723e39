package org.icefloe.store;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Role;
import org.icefloe.mount.MountName;

/**
 * Keeps the accounts; the logins in the entries of mounts are with {@link MountRepository}. Readers are answered from a
 * snapshot in memory; a writer returns when its change is written and in the snapshot.
 */
public final class AccountRepository implements AccountBook {
    private final Database database;
    private final MountRepository mounts;

    /** By user name; immutable; replaced under this object's lock. */
    private volatile SortedMap<String, Account> snapshot;

    /** Reads all accounts. What another version has written and this one cannot read is left out. */
    public AccountRepository(Database database, MountRepository mounts) {
        this.database = database;
        this.mounts = mounts;
        this.snapshot = sorted(database.all(AccountEntity.class).stream()
                .map(AccountEntity::toAccount)
                .flatMap(Optional::stream)
                .toList());
    }

    private static SortedMap<String, Account> sorted(Collection<Account> accounts) {
        SortedMap<String, Account> sorted = new TreeMap<>();
        accounts.forEach(account -> sorted.put(account.username(), account));
        return Collections.unmodifiableSortedMap(sorted);
    }

    /** Every account, in the order of their names. */
    public Collection<Account> all() {
        return snapshot.values();
    }

    @Override
    public Optional<Account> account(String username) {
        return Optional.ofNullable(snapshot.get(username));
    }

    @Override
    public Optional<Account> sourceOf(MountName mount) {
        return mounts.sourceOf(mount);
    }

    /**
     * Keeps accounts in the place of any earlier ones of the same user names: all of them, or none.
     *
     * @throws LastAdminException if no admin would be left
     * @throws StoreException if they could not be kept; {@link #all} says what holds: the earlier ones, or these if the
     *     database has them but may not have written them
     */
    public synchronized void put(List<Account> accounts) {
        SortedMap<String, Account> changed = new TreeMap<>(snapshot);
        accounts.forEach(account -> changed.put(account.username(), account));
        requireAdmin(changed.values());
        database.write(
                manager -> accounts.forEach(account -> manager.merge(AccountEntity.of(account))),
                () -> snapshot = Collections.unmodifiableSortedMap(changed));
    }

    /**
     * Drops an account.
     *
     * @return whether there was one
     * @throws LastAdminException if no admin would be left
     * @throws StoreException if it could not be dropped, or if that may not have been written
     */
    public synchronized boolean delete(String username) {
        SortedMap<String, Account> changed = new TreeMap<>(snapshot);
        if (changed.remove(username) == null) {
            return false;
        }
        requireAdmin(changed.values());
        database.write(
                manager -> manager.remove(manager.find(AccountEntity.class, username)),
                () -> snapshot = Collections.unmodifiableSortedMap(changed));
        return true;
    }

    /** A home that has no admin yet may go on without one. */
    private void requireAdmin(Collection<Account> changed) {
        if (hasAdmin(snapshot.values()) && !hasAdmin(changed)) {
            throw new LastAdminException();
        }
    }

    private static boolean hasAdmin(Collection<Account> accounts) {
        return accounts.stream().anyMatch(account -> account.role() == Role.ADMIN);
    }
}
