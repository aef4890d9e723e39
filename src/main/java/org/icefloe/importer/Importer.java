package org.icefloe.importer;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.icefloe.auth.Account;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.config.KeptSettings;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsException;
import org.icefloe.config.SettingsLoader;
import org.icefloe.importer.ImportPlan.Entry;
import org.icefloe.importer.ImportPlan.Login;
import org.icefloe.mount.MountPattern;
import org.icefloe.store.AccountRepository;
import org.icefloe.store.Database;
import org.icefloe.store.FreshHome;
import org.icefloe.store.FreshHome.MadeUp;
import org.icefloe.store.MountEntry;
import org.icefloe.store.MountRepository;
import org.icefloe.store.RelayRepository;
import org.icefloe.store.SettingRepository;

/**
 * Carries out a plan: settings of the server are kept in the database, where an admin can change them later and from
 * where they go before HOME's file; entries, relays and accounts take the place of earlier ones of the same names.
 */
public final class Importer {
    private final SettingsLoader loader;
    private final PasswordHasher hasher = new PasswordHasher();

    /** @param loader where the settings of the server come from that is to have all this */
    public Importer(SettingsLoader loader) {
        this.loader = loader;
    }

    /**
     * Looks whether a plan can be carried out. Reads HOME's file, and not the database.
     *
     * @return sentences on settings that will have no effect, because a stronger place has them
     * @throws ImportException if it cannot
     */
    public List<String> check(ImportPlan plan) {
        return check(plan, Map.of()).all().stream()
                .filter(state -> plan.settings().containsKey(state.key()))
                .filter(state -> state.origin().goesBeforeDatabase())
                .map(state -> "%s is fixed by %s, and stays so.".formatted(state.key(), state.origin()))
                .toList();
    }

    /** @param kept what the database has already */
    private LiveSettings check(ImportPlan plan, Map<String, String> kept) {
        Map<String, String> both = new HashMap<>(kept);
        both.putAll(plan.settings());
        try {
            LiveSettings settings = new LiveSettings(loader, new Imagined(both));
            requireThatBurstsFit(plan, MountSettings.from(settings.get().mount()));
            return settings;
        } catch (SettingsException unfit) {
            throw new ImportException(unfit.getMessage(), unfit);
        }
    }

    private static void requireThatBurstsFit(ImportPlan plan, MountSettings defaults) {
        MountSettings usual = plan.entries().stream()
                .filter(entry -> entry.pattern().equals(MountPattern.TEMPLATE))
                .map(Entry::overrides)
                .findFirst()
                .orElse(MountOverrides.NONE)
                .over(defaults);
        for (Entry entry : plan.entries()) {
            MountSettings settings = entry.overrides().over(usual);
            if (settings.burstSize().exceeds(settings.queueSize())) {
                throw new ImportException("The burst of %s, %s, is more than its queue of %s holds."
                        .formatted(entry.pattern(), settings.burstSize(), settings.queueSize()));
            }
        }
    }

    /**
     * Writes everything, or nothing.
     *
     * @param show is given passwords that were made up for a fresh home, of accounts that the plan does not have
     * @throws ImportException if the plan cannot be carried out
     * @throws org.icefloe.store.StoreException if the database is not to be had, as while a server runs on it
     */
    public void carryOut(ImportPlan plan, Consumer<List<MadeUp>> show) {
        try (Database database = Database.open(loader.load())) {
            SettingRepository kept = new SettingRepository(database);
            LiveSettings settings = check(plan, kept.all());
            MountRepository mounts = new MountRepository(
                    database, MountSettings.from(settings.get().mount()));
            AccountRepository accounts = new AccountRepository(database, mounts);
            RelayRepository relays = new RelayRepository(database);
            Map<String, Optional<String>> changes = new HashMap<>();
            plan.settings().forEach((key, value) -> changes.put(key, Optional.of(value)));
            database.together(() -> {
                putAccounts(plan, accounts, show);
                plan.entries().stream().map(this::entry).forEach(mounts::put);
                plan.relays().forEach(relays::put);
                kept.keep(changes);
            });
        } catch (SettingsException unusable) {
            throw new ImportException(unusable.getMessage(), unusable);
        }
    }

    private MountEntry entry(Entry entry) {
        Optional<Account> source = entry.source()
                .map(login -> Account.ofSource(entry.pattern(), login.user(), hasher.hash(login.password())));
        return new MountEntry(entry.pattern(), entry.overrides(), source);
    }

    private void putAccounts(ImportPlan plan, AccountRepository accounts, Consumer<List<MadeUp>> show) {
        List<Account> imported = plan.accounts().stream().map(this::account).toList();
        boolean fresh = accounts.all().isEmpty();
        new FreshHome(accounts, hasher, new SecureRandom()).furnish(firstPasswords(plan), show);
        accounts.put(imported);
        if (fresh) {
            // An account of the usual name, of which the file has one of another.
            imported.forEach(account -> usualName(account.role())
                    .filter(usual -> imported.stream()
                            .noneMatch(known -> known.username().equals(usual)))
                    .ifPresent(accounts::delete));
        }
    }

    private Account account(Login login) {
        return Account.of(login.user(), login.role(), hasher.hash(login.password()));
    }

    private static Optional<String> usualName(Role role) {
        return switch (role) {
            case ADMIN -> Optional.of("admin");
            case RELAY -> Optional.of("relay");
            default -> Optional.empty();
        };
    }

    /** The settings with the passwords of the plan, so that none is made up for a role that has one. */
    private Settings firstPasswords(ImportPlan plan) {
        Map<String, String> given = new HashMap<>(loader.commandLine());
        plan.accounts().forEach(login -> usualName(login.role())
                .or(() -> Optional.of(Account.SOURCE_USER))
                .ifPresent(usual -> given.put("icefloe." + usual + ".password", login.password())));
        return new SettingsLoader(given, loader.systemProperties(), loader.environment(), loader.contextParameters())
                .load();
    }

    /** What the database would have. */
    private record Imagined(Map<String, String> all) implements KeptSettings {
        @Override
        public void keep(Map<String, Optional<String>> changes) {
            throw new IllegalStateException("nothing is kept before it is known that all of it can be");
        }
    }
}
