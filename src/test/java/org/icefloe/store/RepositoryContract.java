package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.LinkedHashMap;
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
import org.icefloe.testkit.Log;
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

        assertThat(accounts.all()).containsExactly(admin, Account.of("source", Role.SOURCE, "h3"));
        assertThat(accounts.account("admin")).contains(admin);
        assertThat(accounts.account("nobody")).isEmpty();
    }

    @Test
    void mountsOfAnAccountOutliveARestart() {
        Account dj = Account.of("dj", Role.SOURCE, List.of(ONE, MountPattern.parse("/club/**")), "h1");
        Account friend = Account.of("friend", Role.LISTENER, List.of(ONE), "h2");
        accounts.put(List.of(dj, friend));
        reopen();

        assertThat(accounts.all()).containsExactly(dj, friend);
    }

    @Test
    void laterAccountReplacesTheEarlierOneWhole() {
        accounts.put(List.of(Account.of("dj", Role.SOURCE, List.of(ONE, MountPattern.parse("/club/**")), "h1")));
        Account later = Account.of("dj", Role.LISTENER, List.of(MountPattern.parse("/club/**")), "h2");
        accounts.put(List.of(later));
        reopen();

        assertThat(accounts.all()).containsExactly(later);
    }

    @Test
    void deletedAccountStaysDeletedWithItsMounts() {
        accounts.put(List.of(Account.of("dj", Role.SOURCE, List.of(ONE), "h1")));

        assertThat(accounts.delete("dj")).isTrue();
        assertThat(accounts.delete("dj")).isFalse();
        reopen();
        assertThat(accounts.all()).isEmpty();
    }

    @Test
    void lastAdminCanBeNeitherDroppedNorDemoted() {
        Account boss = Account.of("boss", Role.ADMIN, "h1");
        accounts.put(List.of(boss, Account.of("dj", Role.SOURCE, "h2")));

        assertThatThrownBy(() -> accounts.delete("boss"))
                .isInstanceOf(LastAdminException.class)
                .hasMessageStartingWith("This is the last account of role admin; make another one first");
        assertThatThrownBy(() -> accounts.put(List.of(Account.of("boss", Role.SOURCE, "h1"))))
                .isInstanceOf(LastAdminException.class);
        reopen();
        assertThat(accounts.account("boss")).contains(boss);

        Account other = Account.of("other", Role.ADMIN, "h3");
        accounts.put(List.of(other));
        assertThat(accounts.delete("boss")).isTrue();
        accounts.put(List.of(Account.of("other", Role.ADMIN, "h4")));
        assertThat(accounts.account("other").map(Account::passwordHash)).contains("h4");
    }

    @Test
    void accountOfAMountThatCanNoLongerBeIsLeftOutAndNotGoodForAll() throws SQLException {
        accounts.put(List.of(Account.of("dj", Role.SOURCE, List.of(ONE), "h1"), Account.of("dk", Role.SOURCE, "h2")));
        close();
        execute("update account_mount set mounts = 'none' where username = 'dj'");
        try (Log log = new Log(AccountEntity.class)) {
            open();
            assertThat(log.warnings()).singleElement().asString().startsWith("The account dj is left out: ");
        }

        assertThat(accounts.all()).extracting(Account::username).containsExactly("dk");
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

            assertThat(accounts.sourceOf(LIVE)).isEqualTo(FULL.source());
            assertThat(accounts.account("source")).isPresent();
            assertThat(mount.settings()).isEqualTo(FULL.overrides().over(MountSettings.DEFAULT));
            assertThat(mount.buffer().join(417)).isPresent();
            registry.settingsChanged();
            FakeSource.end(registry, mount);
        } finally {
            open();
        }
    }

    @Test
    void changedPatternOrTemplateReachesTheMountsThatAreOn() {
        MountRegistry registry = new MountRegistry(9, mounts, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
        mounts.onChange(registry::settingsChanged);
        Mount inside = FakeSource.begin(registry, "/club/a", PROFILE).mount();
        Mount outside = FakeSource.begin(registry, "/b", PROFILE).mount();
        MountOverrides hidden = MountOverrides.NONE.with(MountSetting.HIDDEN, true);

        mounts.put(MountEntry.of(MountPattern.parse("/club/*"), hidden));
        assertThat(inside.settings().hidden()).isTrue();
        assertThat(outside.settings().hidden()).isFalse();
        mounts.put(MountEntry.of(MountPattern.TEMPLATE, hidden));
        assertThat(outside.settings().hidden()).isTrue();
        mounts.delete(MountPattern.TEMPLATE);
        assertThat(outside.settings().hidden()).isFalse();
        FakeSource.end(registry, inside);
        FakeSource.end(registry, outside);
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
        MountPattern club = MountPattern.parse("/club/*");
        Account dj = Account.ofSource(club, "dj", "hash");
        mounts.put(new MountEntry(club, MountOverrides.NONE, Optional.of(dj)));
        reopen();

        assertThat(accounts.sourceOf(new MountName("/club/a"))).contains(dj);
        assertThat(accounts.sourceOf(LIVE)).isEmpty();
    }

    @Test
    void otherDefaultsReachTheMountsAndWhoeverFollowsThem() {
        mounts.put(MountEntry.of(ONE, MountOverrides.NONE.with(MountSetting.HIDDEN, false)));
        List<String> told = new ArrayList<>();
        mounts.onChange(() -> told.add("changed"));
        MountSettings others = MountSettings.DEFAULT.with(MountSetting.HIDDEN, true);

        mounts.defaults(MountSettings.DEFAULT);
        assertThat(told).isEmpty();
        mounts.defaults(others);

        assertThat(told).hasSize(1);
        assertThat(mounts.settingsOf(LIVE).hidden()).isFalse();
        assertThat(mounts.settingsOf(new MountName("/other")).hidden()).isTrue();
    }

    @Test
    void settingsOfTheServerOutliveARestartTogether() {
        SettingRepository kept = new SettingRepository(database);
        String headers = "X-Long: " + "x".repeat(900) + "\nX-Other: y";
        kept.keep(Map.of(
                "icefloe.server.location", Optional.of("Zürich ❄"),
                "icefloe.server.http-headers", Optional.of(headers)));
        kept.keep(Map.of("icefloe.server.location", Optional.of("Oslo"), "icefloe.limits.clients", Optional.of("7")));
        kept.keep(Map.of("icefloe.limits.clients", Optional.empty(), "icefloe.limits.sources", Optional.empty()));
        reopen();

        assertThat(kept.all())
                .isEqualTo(new SettingRepository(database).all())
                .containsOnly(
                        Map.entry("icefloe.server.location", "Oslo"),
                        Map.entry("icefloe.server.http-headers", headers));
    }

    @Test
    void settingThatCannotBeKeptLeavesTheOthersOfTheChangeAsTheyWere() {
        SettingRepository kept = new SettingRepository(database);
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        changes.put("icefloe.server.location", Optional.of("Oslo"));
        changes.put("icefloe.server.contact", Optional.of("x".repeat(10_000)));

        assertThatThrownBy(() -> kept.keep(changes)).isInstanceOf(StoreException.class);

        assertThat(kept.all()).isEmpty();
        assertThat(new SettingRepository(database).all()).isEmpty();
    }

    @Test
    void settingsOfAnotherVersionAreLeftOut() throws SQLException {
        close();
        execute("insert into server_setting values ('icefloe.server.shoe-size', '43')");
        execute("insert into server_setting values ('icefloe.limits.clients', 'many')");
        execute("insert into server_setting values ('icefloe.limits.sources', '9')");
        open();

        assertThat(new SettingRepository(database).all()).containsOnly(Map.entry("icefloe.limits.sources", "9"));
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
