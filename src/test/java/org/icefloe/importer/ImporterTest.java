package org.icefloe.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.icefloe.auth.Account;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.mount.MountName;
import org.icefloe.store.AccountRepository;
import org.icefloe.store.Database;
import org.icefloe.store.MountRepository;
import org.icefloe.store.RelayRepository;
import org.icefloe.store.SettingRepository;
import org.icefloe.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
    private static final String XML = """
            <icecast>
              <location>Svalbard</location>
              <authentication>
                <source-password>share</source-password>
                <admin-user>boss</admin-user><admin-password>whale</admin-password>
                <relay-password>seal</relay-password>
              </authentication>
              <relay><server>a.example</server><mount>/far.mp3</mount></relay>
              <mount><mount-name>/live.mp3</mount-name><username>dj</username><password>walrus</password></mount>
            </icecast>
            """;

    @TempDir
    Path directory;

    private SettingsLoader loader;
    private ImportPlan plan;

    @BeforeEach
    void read() throws Exception {
        Map<String, String> home =
                Map.of("icefloe.home", directory.resolve("home").toString());
        loader = new SettingsLoader(home, Map.of(), Map.of(), Map.of());
        plan = IcecastConfig.read(Files.writeString(directory.resolve("icecast.xml"), XML));
    }

    @Test
    void faultHalfwayLeavesTheHomeAsItWasAndTheNextImportIsWhole() throws SQLException {
        Database.open(loader.load()).close();
        // The settings come last.
        sql("alter table server_setting add constraint full_disk check (1 = 0)");

        assertThatThrownBy(this::carryOut)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The change was not kept: Check constraint violation");
        try (Database database = Database.open(loader.load())) {
            MountRepository mounts = new MountRepository(database, MountSettings.DEFAULT);
            assertThat(mounts.all()).isEmpty();
            assertThat(new RelayRepository(database).all()).isEmpty();
            assertThat(new AccountRepository(database, mounts).all()).isEmpty();
        }

        sql("alter table server_setting drop constraint full_disk");
        carryOut();
        try (Database database = Database.open(loader.load())) {
            MountRepository mounts = new MountRepository(database, MountSettings.DEFAULT);
            assertThat(mounts.all()).hasSize(1);
            assertThat(new RelayRepository(database).all())
                    .extracting(relay -> relay.upstreams().get(0).url())
                    .containsExactly("http://a.example:8000/far.mp3");
            assertThat(new AccountRepository(database, mounts).all())
                    .extracting(Account::username)
                    .containsExactly("boss", "relay", "source");
            assertThat(new SettingRepository(database).all()).containsEntry("icefloe.server.location", "Svalbard");
        }
    }

    @Test
    void addressForThoseWhoFindNoRoomIsKeptWithItsVariable() throws Exception {
        plan = IcecastConfig.read(Files.writeString(directory.resolve("icecast.xml"), """
                <icecast><redirect><host>other.example</host></redirect>
                <mount type="default"><redirect-to>http://x:8001${mount}</redirect-to></mount></icecast>
                """));

        assertThat(new Importer(loader).check(plan)).isEmpty();
        carryOut();
        try (Database database = Database.open(loader.load())) {
            Settings settings = new LiveSettings(loader, new SettingRepository(database)).get();
            MountSettings defaults = MountSettings.from(settings.mount());
            assertThat(defaults.get(MountSetting.REDIRECT_TO)).contains("http://other.example:8000${mount}");
            assertThat(new MountRepository(database, defaults)
                            .settingsOf(new MountName("/live.mp3"))
                            .get(MountSetting.REDIRECT_TO))
                    .contains("http://x:8001${mount}");
        }
    }

    private void carryOut() {
        new Importer(loader).carryOut(plan, shown -> {});
    }

    private void sql(String statement) throws SQLException {
        Settings.Db db = loader.load().db();
        try (Connection connection = DriverManager.getConnection(db.url(), db.user(), "");
                var sent = connection.createStatement()) {
            sent.execute(statement);
        }
    }
}
