package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.icefloe.auth.Account;
import org.icefloe.auth.Role;
import org.icefloe.config.BufferSize;
import org.icefloe.config.HttpHeaders;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Settings;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.StreamProfile;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the repositories on every database. */
abstract class RepositoryContract {
    private static final MountName LIVE = new MountName("/live.mp3");
    private static final MountPattern ONE = MountPattern.of(LIVE);
    private static final MountEntry FULL = new MountEntry(
            ONE,
            MountOverrides.NONE
                    .with(MountSetting.SOURCE_TIMEOUT, Duration.ofSeconds(3))
                    .with(MountSetting.BURST_SIZE, BufferSize.ofBytes(1_000))
                    .with(MountSetting.QUEUE_SIZE, BufferSize.ofTime(Duration.ofSeconds(20)))
                    .with(MountSetting.MAX_LISTENERS, Optional.of(7))
                    .with(MountSetting.MAX_BANDWIDTH, Optional.empty())
                    .with(MountSetting.CHARSET, StandardCharsets.ISO_8859_1)
                    .with(MountSetting.HIDDEN, true)
                    .with(MountSetting.HTTP_HEADERS, new HttpHeaders(Map.of("X-Station", "Floe: ice")))
                    .with(MountSetting.STREAM_NAME, Optional.of("Zürich ♫")),
            Optional.of(Account.ofSource(ONE, "dj", "hash")));

    private static final StreamProfile PROFILE =
            new StreamProfile(ContentType.MPEG, Map.of(), Optional.empty(), "192.0.2.1");

    private Settings settings;
    private Database database;
    private MountRepository mounts;
    private AccountRepository accounts;

    /** Settings of a database that has nothing in it. */
    abstract Settings emptyDatabase() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        settings = emptyDatabase();
        open();
    }

    private void open() {
        database = Database.open(settings);
        mounts = new MountRepository(database, MountSettings.DEFAULT);
        accounts = new AccountRepository(database, mounts);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void fullEntryOutlivesARestart() {
        mounts.put(FULL);
        reopen();

        assertThat(mounts.all()).containsExactly(FULL);
        assertThat(mounts.settingsOf(LIVE)).isEqualTo(FULL.overrides().over(MountSettings.DEFAULT));
    }

    @Test
    void emptyEntryOutlivesARestartAndLeavesTheDefaults() {
        mounts.put(MountEntry.of(ONE, MountOverrides.NONE));
        reopen();

        assertThat(mounts.all()).containsExactly(MountEntry.of(ONE, MountOverrides.NONE));
        assertThat(mounts.settingsOf(LIVE)).isEqualTo(MountSettings.DEFAULT);
    }

    @Test
    void laterEntryReplacesTheEarlierOneWhole() {
        mounts.put(FULL);
        mounts.put(MountEntry.of(ONE, MountOverrides.NONE));
        reopen();

        assertThat(mounts.find(ONE)).contains(MountEntry.of(ONE, MountOverrides.NONE));
    }

    @Test
    void deletedEntryStaysDeleted() {
        mounts.put(FULL);

        assertThat(mounts.delete(ONE)).isTrue();
        assertThat(mounts.delete(ONE)).isFalse();
        assertThat(mounts.find(ONE)).isEmpty();
        reopen();
        assertThat(mounts.all()).isEmpty();
    }

    @Test
    void entriesStandInTheOrderOfTheirNames() {
        Stream.of("/b", "default", "/a", "/a*")
                .forEach(name -> mounts.put(MountEntry.of(MountPattern.parse(name), MountOverrides.NONE)));
        reopen();

        assertThat(mounts.all())
                .extracting(entry -> entry.pattern().toString())
                .containsExactly("/a", "/a*", "/b", "default");
    }

    @Test
    void observerSeesTheChangeItIsToldOf() {
        List<Optional<MountEntry>> seen = new ArrayList<>();
        mounts.onChange(() -> seen.add(mounts.find(ONE)));

        mounts.put(FULL);
        mounts.delete(ONE);

        assertThat(seen).containsExactly(Optional.of(FULL), Optional.empty());
    }

    @Test
    void entryThatDoesNotFitLeavesTheEarlierOne() {
        mounts.put(FULL);
        MountEntry refused =
                MountEntry.of(ONE, MountOverrides.NONE.with(MountSetting.STREAM_NAME, Optional.of("x".repeat(10_000))));

        assertThatThrownBy(() -> mounts.put(refused))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The change was not kept: ");
        assertThat(mounts.find(ONE)).contains(FULL);
    }

    @Test
    void accountsOutliveARestart() {
        Account admin = Account.of("admin", Role.ADMIN, "h1");
        accounts.put(List.of(admin, Account.of("source", Role.SOURCE, "h2")));
        accounts.put(List.of(Account.of("source", Role.SOURCE, "h3")));
        reopen();

        assertThat(accounts.account(Role.ADMIN, "admin")).contains(admin);
        assertThat(accounts.account(Role.SOURCE, "admin")).isEmpty();
        assertThat(accounts.sourceAccount(LIVE)).contains(Account.of("source", Role.SOURCE, "h3"));
    }

    @Test
    void mountsOwnAccountGoesBeforeTheSharedOne() {
        accounts.put(List.of(Account.of("source", Role.SOURCE, "h2")));
        mounts.put(FULL);
        reopen();

        assertThat(accounts.sourceAccount(LIVE)).isEqualTo(FULL.source());
        assertThat(accounts.sourceAccount(new MountName("/other"))).contains(Account.of("source", Role.SOURCE, "h2"));
    }

    @Test
    void accountOfOneMountIsNoAccountOfTheServer() {
        Account dj = Account.ofSource(ONE, "dj", "hash");

        assertThatIllegalArgumentException().isThrownBy(() -> accounts.put(List.of(dj)));
        assertThat(accounts.all()).isEmpty();
    }

    @Test
    void sourcesAndListenersDoWithoutTheDatabase() {
        accounts.put(List.of(Account.of("source", Role.SOURCE, "h2")));
        mounts.put(FULL);
        close();
        try {
            MountRegistry registry =
                    new MountRegistry(1, mounts, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
            Mount mount = FakeSource.begin(registry, LIVE.value(), PROFILE).mount();
            mount.buffer().append(new Frame(Frame.Kind.ENTRY, ByteBuffer.wrap(new byte[417])));

            assertThat(accounts.sourceAccount(LIVE)).isEqualTo(FULL.source());
            assertThat(accounts.sourceAccount(new MountName("/other"))).isPresent();
            assertThat(mount.settings()).isEqualTo(FULL.overrides().over(MountSettings.DEFAULT));
            assertThat(mount.buffer().join(417)).isPresent();
            registry.settingsChanged();
            FakeSource.end(registry, mount);
        } finally {
            open();
        }
    }

    @Test
    void entriesOfTheFirstVersionAreCarriedOver() throws SQLException {
        close();
        Flyway first = Flyway.configure()
                .dataSource(
                        settings.db().url(),
                        settings.db().user(),
                        settings.db().password().orElse(""))
                .cleanDisabled(false)
                .target("1")
                .load();
        first.clean();
        first.migrate();
        execute("""
                insert into mount values ('/live.mp3', 3000, 1000, 2000, 0, 31536000000, 7, 'ISO-8859-1', true,
                    'Zürich ♫', 'd', 'g', 'http://u/', false, 'dj', 'hash')""");
        execute("insert into mount (name) values ('/plain')");
        open();

        MountOverrides carried = MountOverrides.NONE
                .with(MountSetting.SOURCE_TIMEOUT, Duration.ofSeconds(3))
                .with(MountSetting.BURST_SIZE, BufferSize.ofBytes(1_000))
                .with(MountSetting.QUEUE_SIZE, BufferSize.ofBytes(2_000))
                .with(MountSetting.METADATA_INTERVAL, 0)
                .with(MountSetting.DELIVERY_INTERVAL, Duration.ofDays(365))
                .with(MountSetting.MAX_LISTENERS, Optional.of(7))
                .with(MountSetting.CHARSET, StandardCharsets.ISO_8859_1)
                .with(MountSetting.HIDDEN, true)
                .with(MountSetting.STREAM_NAME, Optional.of("Zürich ♫"))
                .with(MountSetting.STREAM_DESCRIPTION, Optional.of("d"))
                .with(MountSetting.STREAM_GENRE, Optional.of("g"))
                .with(MountSetting.STREAM_URL, Optional.of("http://u/"))
                .with(MountSetting.STREAM_PUBLIC, Optional.of(false));
        assertThat(mounts.all())
                .containsExactly(
                        new MountEntry(ONE, carried, FULL.source()),
                        MountEntry.of(MountPattern.parse("/plain"), MountOverrides.NONE));
    }

    @Test
    void whatAnotherVersionHasWrittenIsLeftOut() throws SQLException {
        mounts.put(FULL);
        close();
        execute("insert into mount_setting values ('/live.mp3', 'shoe-size', '43')");
        execute("update mount_setting set setting_value = 'soon' where setting = 'source-timeout'");
        execute("insert into mount (name) values ('no/slash')");
        open();

        assertThat(mounts.all()).hasSize(1);
        assertThat(mounts.settingsOf(LIVE))
                .isEqualTo(FULL.overrides()
                        .over(MountSettings.DEFAULT)
                        .with(MountSetting.SOURCE_TIMEOUT, MountSettings.DEFAULT.sourceTimeout()));
        mounts.put(FULL);
        reopen();
        assertThat(mounts.find(ONE)).contains(FULL);
    }

    @Test
    void patternsAccountIsGoodForTheMountsItMatches() {
        accounts.put(List.of(Account.of("source", Role.SOURCE, "h2")));
        MountPattern club = MountPattern.parse("/club/*");
        Account dj = Account.ofSource(club, "dj", "hash");
        mounts.put(new MountEntry(club, MountOverrides.NONE, Optional.of(dj)));
        reopen();

        assertThat(accounts.sourceAccount(new MountName("/club/a"))).contains(dj);
        assertThat(accounts.sourceAccount(LIVE)).contains(Account.of("source", Role.SOURCE, "h2"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        settings.db().url(),
                        settings.db().user(),
                        settings.db().password().orElse(""));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void reopen() {
        close();
        open();
    }
}
