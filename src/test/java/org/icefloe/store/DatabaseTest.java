package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icefloe.auth.Account;
import org.icefloe.auth.Role;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsException;
import org.icefloe.mount.MountPattern;
import org.icefloe.stats.history.Period;
import org.icefloe.stats.history.Periods;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DatabaseTest {
    @TempDir
    Path home;

    @Test
    void everyAcknowledgedEntryAndAccountOutlivesAKill() throws IOException {
        try (StoreProcess other = StoreProcess.start(home)) {
            other.awaitKept(25);
        }
        try (Database database = Database.open(Homes.at(home))) {
            MountRepository mounts = new MountRepository(database, MountSettings.DEFAULT);
            AccountRepository accounts = new AccountRepository(database, mounts);

            for (int number = 1; number <= 25; number++) {
                assertThat(mounts.find(StoreProcess.mount(number)))
                        .as("entry " + number)
                        .isPresent();
                assertThat(accounts.all()).contains(StoreProcess.account(number));
            }
        }
    }

    @Test
    void changeThatCannotBeFlushedHoldsAndItIsSaidThatItMayBeLost() {
        MountPattern live = MountPattern.parse("/live");
        Account admin = Account.of("admin", Role.ADMIN, "hash");
        List<String> told = new ArrayList<>();
        try (Database database = Database.open(Homes.at(home), Optional.of("no such statement"))) {
            SettingRepository settings = new SettingRepository(database);
            MountRepository mounts = new MountRepository(database, MountSettings.DEFAULT);
            AccountRepository accounts = new AccountRepository(database, mounts);
            mounts.onChange(() -> told.add("changed"));

            List<ThrowingCallable> changes = List.of(
                    () -> settings.keep(Map.of("icefloe.server.location", Optional.of("Oslo"))),
                    () -> mounts.put(MountEntry.of(live, MountOverrides.NONE)),
                    () -> accounts.put(List.of(admin)));
            assertThat(changes).allSatisfy(change -> assertThatThrownBy(change)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The change was made, but the database has not written it (Syntax")
                    .hasMessageEndingWith("a crash may undo it. See that the disk has room, and make it again.")
                    .hasMessageNotContaining("\n"));

            assertThat(settings.all()).containsEntry("icefloe.server.location", "Oslo");
            assertThat(mounts.find(live)).isPresent();
            assertThat(accounts.all()).containsExactly(admin);
            assertThat(told).hasSize(1);
        }
        try (Database database = Database.open(Homes.at(home))) {
            assertThat(new SettingRepository(database).all())
                    .as("it is as the snapshot has said")
                    .containsEntry("icefloe.server.location", "Oslo");
        }
    }

    @Test
    void minuteOfTheHistoryThatCannotBeFlushedIsNotToBeAddedAgain() {
        Period minute = Periods.minute("/live", "2026-11-28T10:00:00Z", 60);
        try (Database database = Database.open(Homes.at(home), Optional.of("no such statement"));
                Log log = new Log(HistoryRepository.class)) {
            HistoryRepository history = new HistoryRepository(database);

            history.add(List.of(minute), Map.of());

            assertThat(history.knows(minute.key().scope())).isTrue();
            assertThat(log.warnings()).singleElement().asString().contains("may be lost", "has not written it");
        }
    }

    @Test
    void changesOfATaskAreKeptTogetherOrNotAtAll() {
        Account admin = Account.of("admin", Role.ADMIN, "hash");
        try (Database database = Database.open(Homes.at(home))) {
            AccountRepository accounts =
                    new AccountRepository(database, new MountRepository(database, MountSettings.DEFAULT));
            assertThatThrownBy(() -> database.together(() -> {
                        accounts.put(List.of(admin));
                        throw new IllegalStateException("a fault halfway");
                    }))
                    .hasMessage("a fault halfway");
        }
        try (Database database = Database.open(Homes.at(home))) {
            AccountRepository accounts =
                    new AccountRepository(database, new MountRepository(database, MountSettings.DEFAULT));
            assertThat(accounts.all()).isEmpty();
            database.together(() -> {
                accounts.put(List.of(admin, Account.of("relay", Role.RELAY, "hash")));
                accounts.delete("relay");
            });
            assertThat(accounts.all()).containsExactly(admin);
        }
        try (Database database = Database.open(Homes.at(home))) {
            assertThat(new AccountRepository(database, new MountRepository(database, MountSettings.DEFAULT)).all())
                    .containsExactly(admin);
        }
    }

    @Test
    void homeOfARunningServerIsRefusedByName() throws IOException {
        try (StoreProcess other = StoreProcess.start(home)) {
            other.awaitKept(1);

            assertThatThrownBy(() -> Database.open(Homes.at(home)))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The home " + home + " is in use by another process. Stop that Icefloe, or give this"
                            + " one a home of its own with icefloe.home.");
        }
    }

    @Test
    void newHomeIsForItsOwnersEyesAlone() throws IOException {
        Path fresh = home.resolve("fresh");
        Database.open(Homes.at(fresh)).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
    }

    @Test
    void databaseComplainsOnceItIsClosed() {
        Database database = Database.open(Homes.at(home));
        assertThat(database.complaint()).isEmpty();

        database.close();

        assertThat(database.complaint()).hasValueSatisfying(sentence -> assertThat(sentence)
                .startsWith("The database jdbc:h2:file:" + home + "/db/icefloe does not answer"));
    }

    @Test
    void noThreadOutlivesTheDatabase() {
        Database.open(Homes.at(home)).close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("icefloe-db"));
    }

    @Test
    void urlOfAnotherDatabaseIsRefusedWithoutItsParameters() {
        Settings settings = Homes.at(home, "icefloe.db.url", "jdbc:mysql://h/db?password=secret");

        assertThatThrownBy(() -> Database.open(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("icefloe.db.url = jdbc:mysql://h/db cannot be used: expected jdbc:h2:")
                .hasMessageNotContaining("secret");
    }

    @Test
    void serverThatDoesNotAnswerIsNamed() {
        Settings settings = Homes.at(home, "icefloe.db.url", "jdbc:postgresql://127.0.0.1:1/icefloe?password=secret");

        assertThatThrownBy(() -> Database.open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(
                        "The database jdbc:postgresql://127.0.0.1:1/icefloe cannot be opened by user" + " 'icefloe': ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void wrongPasswordIsAWordOfTheMessage() {
        Database.open(Homes.at(home)).close();

        assertThatThrownBy(() -> Database.open(Homes.at(home, "icefloe.db.password", "wrong")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("icefloe.db.password");
    }

    @Test
    void fileThatIsNoDatabaseIsNamed() throws IOException {
        Files.createDirectories(home.resolve("db"));
        Files.writeString(home.resolve("db/icefloe.mv.db"), "no database");

        assertThatThrownBy(() -> Database.open(Homes.at(home)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(home.resolve("db/icefloe").toString());
    }

    @Test
    void homeOfANewerVersionIsLeftAlone() throws SQLException {
        Settings settings = Homes.at(home);
        Database.open(settings).close();
        try (Connection connection = DriverManager.getConnection(
                        settings.db().url(), settings.db().user(), "");
                var statement = connection.createStatement()) {
            statement.execute("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");
        }

        assertThatThrownBy(() -> Database.open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("run that one");
    }
}
