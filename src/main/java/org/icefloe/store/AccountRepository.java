package org.icefloe.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Role;
import org.icefloe.mount.MountName;

/**
 * Keeps the accounts that are good for the whole server; those of single mounts are with {@link MountRepository}.
 * Readers are answered from a snapshot in memory; a writer returns when its change is written and in the snapshot.
 */
public final class AccountRepository implements AccountBook {
    private final Database database;
    private final MountRepository mounts;

    /** By user name; immutable; replaced under this object's lock. */
    private volatile Map<String, Account> snapshot;

    /** Reads all accounts. */
    public AccountRepository(Database database, MountRepository mounts) {
        this.database = database;
        this.mounts = mounts;
        this.snapshot = database.all(AccountEntity.class).stream()
                .map(AccountEntity::toAccount)
                .collect(Collectors.toUnmodifiableMap(Account::username, Function.identity()));
    }

    /** Every account that is good for the whole server. */
    public Collection<Account> all() {
        return snapshot.values();
    }

    @Override
    public Optional<Account> account(Role role, String username) {
        return Optional.ofNullable(snapshot.get(username)).filter(account -> account.role() == role);
    }

    @Override
    public Optional<Account> sourceAccount(MountName mount) {
        return mounts.sourceOf(mount).or(() -> account(Role.SOURCE, Account.SOURCE_USER));
    }

    /**
     * Keeps accounts in the place of any earlier ones of the same user names: all of them, or none.
     *
     * @throws IllegalArgumentException if one is for a single mount
     * @throws StoreException if they could not be kept; the earlier ones stay
     */
    public synchronized void put(List<Account> accounts) {
        accounts.forEach(AccountRepository::requireGoodEverywhere);
        database.write(manager -> accounts.forEach(account -> manager.merge(AccountEntity.of(account))));
        Map<String, Account> changed = new HashMap<>(snapshot);
        accounts.forEach(account -> changed.put(account.username(), account));
        snapshot = Map.copyOf(changed);
    }

    private static void requireGoodEverywhere(Account account) {
        if (account.mounts().isPresent()) {
            throw new IllegalArgumentException(account + " belongs into the entry of its mounts");
        }
    }
}
