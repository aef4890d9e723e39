package org.icefloe.store;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.icefloe.auth.Account;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsException;

/** Gives a home that has no accounts its first three: admin, source and relay. */
public final class FreshHome {
    /** Letters and digits that no one mistakes for each other. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    /** 20 of 32 signs: 100 bits. */
    private static final int LENGTH = 20;

    private final AccountRepository accounts;
    private final PasswordHasher hasher;
    private final SecureRandom random;

    public FreshHome(AccountRepository accounts, PasswordHasher hasher, SecureRandom random) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.random = random;
    }

    /**
     * A password that was made up, to be shown once.
     *
     * @param user whose it is
     * @param password in clear text
     */
    public record MadeUp(String user, String password) {}

    /**
     * Creates the accounts with the passwords of the settings, or made-up ones where none is set. A home that has
     * accounts is left as it is, whatever the settings say.
     *
     * @param show is given the made-up passwords before they are kept: if the process dies in between, somebody has
     *     seen passwords that never were good, and nobody is locked out by ones that no one has seen
     * @throws SettingsException if a password of the settings is too long
     */
    public void furnish(Settings settings, Consumer<List<MadeUp>> show) {
        if (!accounts.all().isEmpty()) {
            return;
        }
        List<MadeUp> madeUp = new ArrayList<>();
        List<Account> first = List.of(
                account("admin", Role.ADMIN, settings.admin().password(), madeUp),
                account(Account.SOURCE_USER, Role.SOURCE, settings.source().password(), madeUp),
                account("relay", Role.RELAY, settings.relay().password(), madeUp));
        if (!madeUp.isEmpty()) {
            show.accept(List.copyOf(madeUp));
        }
        accounts.put(first);
    }

    private Account account(String user, Role role, Optional<String> given, List<MadeUp> madeUp) {
        String password = given.orElseGet(() -> makeUp(user, madeUp));
        try {
            return Account.of(user, role, hasher.hash(password));
        } catch (IllegalArgumentException e) {
            throw new SettingsException("icefloe." + user + ".password cannot be used: " + e.getMessage(), e);
        }
    }

    private String makeUp(String user, List<MadeUp> madeUp) {
        String password = random.ints(LENGTH, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
        madeUp.add(new MadeUp(user, password));
        return password;
    }
}
