package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.auth.Account;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.config.MountSettings;
import org.icefloe.config.SettingsException;
import org.icefloe.store.FreshHome.MadeUp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshHomeTest {
    @TempDir
    Path home;

    private final PasswordHasher hasher = new PasswordHasher();
    private final List<MadeUp> shown = new ArrayList<>();
    private Database database;
    private AccountRepository accounts;

    @BeforeEach
    void open() {
        database = Database.open(Homes.at(home));
        accounts = new AccountRepository(database, new MountRepository(database, MountSettings.DEFAULT));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void passwordsAreMadeUpShownAndGood() {
        furnish();

        assertThat(shown).extracting(MadeUp::user).containsExactly("admin", "source", "relay");
        assertThat(shown).extracting(MadeUp::password).doesNotHaveDuplicates().allMatch(p -> p.matches("[a-z2-9]{20}"));
        assertThat(hasher.matches(shown.get(0).password(), hashOf(Role.ADMIN, "admin")))
                .isTrue();
    }

    @Test
    void passwordsOfTheSettingsAreTakenAndNotShown() {
        furnish(
                "icefloe.admin.password",
                "boss",
                "icefloe.source.password",
                "hackme",
                "icefloe.relay.password",
                "peer");

        assertThat(shown).isEmpty();
        assertThat(hasher.matches("boss", hashOf(Role.ADMIN, "admin"))).isTrue();
        assertThat(hasher.matches("hackme", hashOf(Role.SOURCE, "source"))).isTrue();
        assertThat(hasher.matches("peer", hashOf(Role.RELAY, "relay"))).isTrue();
    }

    @Test
    void secondStartChangesNothing() {
        furnish();
        List<Account> first = List.copyOf(accounts.all());
        shown.clear();
        close();
        open();
        furnish("icefloe.admin.password", "another");

        assertThat(accounts.all()).containsExactlyInAnyOrderElementsOf(first);
        assertThat(shown).isEmpty();
    }

    @Test
    void passwordsAreShownBeforeTheyAreKept() {
        fresh().furnish(Homes.at(home), madeUp -> assertThat(accounts.all()).isEmpty());

        assertThat(accounts.all()).hasSize(3);
    }

    @Test
    void tooLongPasswordIsNamedByItsKey() {
        assertThatThrownBy(() -> furnish("icefloe.admin.password", "x".repeat(73)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("icefloe.admin.password cannot be used: a password has 1 to 72 bytes of UTF-8, and no NUL");
        assertThat(accounts.all()).isEmpty();
    }

    private void furnish(String... keysAndValues) {
        fresh().furnish(Homes.at(home, keysAndValues), shown::addAll);
    }

    private FreshHome fresh() {
        return new FreshHome(accounts, hasher, new SecureRandom());
    }

    private String hashOf(Role role, String user) {
        return accounts.account(user)
                .filter(account -> account.role() == role)
                .orElseThrow()
                .passwordHash();
    }
}
