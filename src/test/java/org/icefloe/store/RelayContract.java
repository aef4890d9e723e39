package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icefloe.auth.Credentials;
import org.icefloe.config.Settings;
import org.icefloe.mount.MountName;
import org.icefloe.relay.RelayEntry;
import org.icefloe.relay.Upstream;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the relays on every database. */
abstract class RelayContract {
    private static final MountName LIVE = new MountName("/zürich/live.mp3");
    private static final Upstream FIRST =
            Upstream.parse("https://a.example/live.mp3?x=1", Optional.of(new Credentials("dj", "pass wörd")), true);
    private static final Upstream SECOND = Upstream.parse("http://[2001:db8::1]:8000/;", Optional.empty(), false);
    private static final RelayEntry FULL =
            new RelayEntry(LIVE, List.of(FIRST, SECOND), true, true, Optional.of(Duration.ofMillis(1_500)));

    private Settings settings;
    private Database database;
    private RelayRepository relays;

    /** Settings of a database that has nothing in it. */
    abstract Settings emptyDatabase() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        settings = emptyDatabase();
        open();
    }

    private void open() {
        database = Database.open(settings);
        relays = new RelayRepository(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void reopen() {
        close();
        open();
    }

    private static RelayEntry of(String mount, Upstream... upstreams) {
        return new RelayEntry(new MountName(mount), List.of(upstreams), false, false, Optional.empty());
    }

    @Test
    void relayOutlivesARestartWithThePasswordThatIsSent() {
        relays.put(FULL);
        reopen();

        assertThat(relays.all()).containsExactly(FULL);
        assertThat(relays.find(LIVE).orElseThrow().upstreams().get(0).credentials())
                .contains(new Credentials("dj", "pass wörd"));
    }

    @Test
    void laterRelayReplacesTheEarlierOneWhole() {
        relays.put(FULL);
        RelayEntry later = new RelayEntry(LIVE, List.of(SECOND), false, false, Optional.empty());
        relays.put(later);
        assertThat(relays.find(LIVE)).contains(later);
        reopen();
        assertThat(relays.find(LIVE)).contains(later);

        RelayEntry turned = new RelayEntry(LIVE, List.of(SECOND, FIRST, SECOND), true, false, Optional.empty());
        relays.put(turned);
        reopen();
        assertThat(relays.find(LIVE)).contains(turned);
    }

    @Test
    void deletedRelayStaysDeleted() {
        relays.put(FULL);

        assertThat(relays.delete(LIVE)).isTrue();
        assertThat(relays.delete(LIVE)).isFalse();
        assertThat(relays.find(LIVE)).isEmpty();
        reopen();
        assertThat(relays.all()).isEmpty();
    }

    @Test
    void relaysStandInTheOrderOfTheirMounts() {
        Stream.of("/b", "/a/2", "/a").forEach(mount -> relays.put(of(mount, SECOND)));
        reopen();

        assertThat(relays.all()).extracting(entry -> entry.mount().toString()).containsExactly("/a", "/a/2", "/b");
    }

    @Test
    void observerSeesTheChangeItIsToldOf() {
        List<Optional<RelayEntry>> seen = new ArrayList<>();
        relays.onChange(() -> seen.add(relays.find(LIVE)));

        relays.put(FULL);
        relays.delete(LIVE);

        assertThat(seen).containsExactly(Optional.of(FULL), Optional.empty());
    }

    @Test
    void relayThatDoesNotFitLeavesTheEarlierOneAndTellsNobody() {
        relays.put(FULL);
        List<String> told = new ArrayList<>();
        relays.onChange(() -> told.add("changed"));
        Upstream endless =
                Upstream.parse("http://a.example/", Optional.of(new Credentials("u", "x".repeat(300))), true);

        assertThatThrownBy(() -> relays.put(of(LIVE.value(), endless)))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The change was not kept: ");
        assertThat(relays.find(LIVE)).contains(FULL);
        assertThat(told).isEmpty();
        reopen();
        assertThat(relays.find(LIVE)).contains(FULL);
    }

    @Test
    void whatAnotherVersionHasWrittenIsLeftOutAndNamedInTheLog() throws SQLException {
        relays.put(FULL);
        relays.put(of("/quic", FIRST));
        relays.put(of("/name", SECOND));
        close();
        execute("update relay_upstream set url = 'quic://a.example/x' where place = 0 and mount <> '/name'");
        execute("insert into relay (mount, enabled, on_demand) values ('no/slash', true, false)");
        execute("update relay_upstream set place = 7 where mount = '/name'");
        try (Log log = new Log(RelayEntity.class)) {
            open();
            assertThat(log.warnings())
                    .anyMatch(line ->
                            line.startsWith("An upstream of the relay of /zürich/live.mp3 is left out: expected"))
                    .anyMatch(line -> line.equals("The relay of /quic is left out: expected 1 to 16 upstreams"))
                    .anyMatch(line -> line.startsWith("The relay of no/slash is left out: "))
                    .noneMatch(line -> line.contains("wörd"));
        }

        assertThat(relays.all())
                .containsExactly(
                        of("/name", SECOND), new RelayEntry(LIVE, List.of(SECOND), true, true, FULL.idleTimeout()));
        relays.put(FULL);
        relays.put(of("/name", SECOND));
        reopen();
        assertThat(relays.all()).containsExactly(of("/name", SECOND), FULL);
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
}
