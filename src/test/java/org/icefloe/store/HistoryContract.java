package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icefloe.stats.history.Periods.minute;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.icefloe.config.Settings;
import org.icefloe.stats.history.Agents;
import org.icefloe.stats.history.HistoryQuery;
import org.icefloe.stats.history.Period;
import org.icefloe.stats.history.Periods;
import org.icefloe.stats.history.Resolution;
import org.icefloe.stats.history.Scope;
import org.icefloe.stats.history.Share;
import org.icefloe.stats.history.UniqueSketch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the history on every database. */
abstract class HistoryContract {
    private static final String LIVE = "/live.mp3";
    private static final LocalDate TODAY = LocalDate.parse("2026-11-28");

    private Settings settings;
    private Database database;
    private HistoryRepository history;

    /** Settings of a database that has nothing in it. */
    abstract Settings emptyDatabase() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        settings = emptyDatabase();
        open();
    }

    private void open() {
        database = Database.open(settings);
        history = new HistoryRepository(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void reopen() {
        close();
        open();
    }

    private void add(Period... minutes) {
        history.add(List.of(minutes), Map.of());
    }

    private List<Period> all(String scope, Resolution resolution) {
        return find(scope, resolution, "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z", 1_000);
    }

    private List<Period> find(String scope, Resolution resolution, String from, String to, int limit) {
        return history.find(
                new HistoryQuery(new Scope(scope), resolution, Instant.parse(from), Instant.parse(to), limit));
    }

    @Test
    void minuteOutlivesARestart() {
        Agents agents = Agents.of(
                Map.of("VLC", new Share(20_000, 1), "Zürich ♫ 'player'", new Share(10_000, 1)), new Share(7, 3));
        Period part = Periods.with(agents, minute(LIVE, "2026-11-28T10:00:00Z", 30, 1, 2));
        add(part);
        reopen();

        assertThat(all(LIVE, Resolution.MINUTE)).containsExactly(part);
        assertThat(all("/other", Resolution.MINUTE)).isEmpty();
    }

    @Test
    void minuteThatIsWholeNeedsNoSketch() {
        Period whole = minute(LIVE, "2026-11-28T10:00:00Z", 60, 1, 2);
        add(whole);

        assertThat(all(LIVE, Resolution.MINUTE)).containsExactly(Periods.closed(whole));
        assertThat(all(LIVE, Resolution.HOUR)).containsExactly(whole.within(Resolution.HOUR));
    }

    @Test
    void hourAndDayGrowByTheirMinutesAcrossARestart() {
        Period first = minute(LIVE, "2026-11-28T10:58:00Z", 60, 1, 2);
        Period second = minute(LIVE, "2026-11-28T10:59:00Z", 60, 2, 3);
        Period third = minute(LIVE, "2026-11-28T11:00:00Z", 60, 3, 4, 5);
        add(first);
        add(second);
        reopen();
        add(third);

        assertThat(all(LIVE, Resolution.HOUR))
                .containsExactly(first.plus(second).within(Resolution.HOUR), third.within(Resolution.HOUR));
        assertThat(all(LIVE, Resolution.DAY))
                .containsExactly(first.plus(second).plus(third).within(Resolution.DAY));
        assertThat(all(LIVE, Resolution.DAY).get(0).uniques().count()).isEqualTo(5);
    }

    @Test
    void minuteThatComesInTwoPartsIsOne() {
        Period before = minute(LIVE, "2026-11-28T10:00:00Z", 20, 1, 2);
        Period after = minute(LIVE, "2026-11-28T10:00:00Z", 30, 2, 3);
        add(before);
        reopen();
        add(after);

        assertThat(all(LIVE, Resolution.MINUTE)).containsExactly(before.plus(after));
        assertThat(all(LIVE, Resolution.MINUTE).get(0).uniques().count()).isEqualTo(3);
    }

    @Test
    void daysBeginAtMidnightInUtcWhereverTheServerStands() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            reopen();
            add(minute(LIVE, "2026-11-28T23:59:00Z", 60, 1));
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            reopen();
            add(minute(LIVE, "2026-11-29T00:00:00Z", 60, 2));
            history.add(List.of(), Map.of(TODAY, new byte[] {1}));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            reopen();

            assertThat(history.keys()).containsOnlyKeys(TODAY);
        } finally {
            TimeZone.setDefault(before);
        }
        reopen();
        assertThat(all(LIVE, Resolution.DAY))
                .extracting(day -> day.key().start() + " " + day.uniques().count())
                .containsExactly("2026-11-28T00:00:00Z 1", "2026-11-29T00:00:00Z 1");
        assertThat(history.keys()).containsOnlyKeys(TODAY);
    }

    @Test
    void hourWhoseClockGoesRoundTwiceHereIsTwoHours() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            reopen();
            add(minute(LIVE, "2026-10-25T00:30:00Z", 60, 1));
            add(minute(LIVE, "2026-10-25T01:30:00Z", 60, 1));
            reopen();
            assertThat(all(LIVE, Resolution.HOUR))
                    .extracting(hour -> hour.key().start().toString())
                    .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void newestOfARangeAreFoundOldestFirst() {
        for (int i = 10; i < 20; i++) {
            add(minute("*", "2026-11-28T10:" + i + ":00Z", 60, i), minute(LIVE, "2026-11-28T10:" + i + ":00Z", 60, i));
        }

        assertThat(find(LIVE, Resolution.MINUTE, "2026-11-28T10:12:00Z", "2026-11-28T10:18:00Z", 3))
                .extracting(minute -> minute.key().start().toString())
                .containsExactly("2026-11-28T10:15:00Z", "2026-11-28T10:16:00Z", "2026-11-28T10:17:00Z");
        assertThat(find(LIVE, Resolution.MINUTE, "2026-11-28T10:17:00Z", "2026-11-28T11:00:00Z", 100))
                .hasSize(3);
        assertThat(find("*", Resolution.MINUTE, "2026-11-28T10:12:00Z", "2026-11-28T10:12:00Z", 3))
                .isEmpty();
    }

    @Test
    void aThousandMountsAreOneMinute() {
        List<Period> minutes = IntStream.range(0, 1_000)
                .mapToObj(i -> minute("/mount-" + i, "2026-11-28T10:00:00Z", 60, i))
                .toList();
        history.add(minutes, Map.of(TODAY, new byte[32]));
        history.add(
                IntStream.range(0, 1_000)
                        .mapToObj(i -> minute("/mount-" + i, "2026-11-28T10:01:00Z", 60, i, i + 1))
                        .toList(),
                Map.of());

        assertThat(all("/mount-7", Resolution.HOUR).get(0).listening().listenerMillis())
                .isEqualTo(180_000);
        assertThat(all("/mount-999", Resolution.DAY).get(0).uniques().count()).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitLeavesEverythingAsItWas() {
        add(minute(LIVE, "2026-11-28T10:00:00Z", 60, 1));
        List<Period> refused = List.of(
                minute("*", "2026-11-28T10:01:00Z", 60, 1),
                minute("/" + "x".repeat(300), "2026-11-28T10:01:00Z", 60, 1));

        assertThatThrownBy(() -> history.add(refused, Map.of(TODAY, new byte[1])))
                .isInstanceOf(StoreException.class);
        assertThat(all("*", Resolution.MINUTE)).isEmpty();
        assertThat(all(LIVE, Resolution.HOUR).get(0).listening().listenerMillis())
                .isEqualTo(60_000);
        assertThat(history.keys()).isEmpty();
    }

    @Test
    void longestTextsFit() {
        Map<String, Share> agents = new HashMap<>();
        for (int i = 0; i < Agents.MOST; i++) {
            agents.put("♫".repeat(38) + (10 + i), new Share(4_320_000_000_000L + i, 1_000_000_000L));
        }
        Period large = Periods.with(
                Agents.of(agents, new Share(1_000_000_000_000L, 1_000_000_000L)),
                minute("/" + "ü".repeat(254), "2026-11-28T10:00:00Z", 30, 1));
        add(large);

        assertThat(all(large.key().scope().name(), Resolution.MINUTE)).containsExactly(large);
    }

    @Test
    void manyUniqueListenersAreASketch() {
        long[] crowd = IntStream.range(0, 5_000)
                .mapToLong(i -> i * 0x9E3779B97F4A7C15L)
                .toArray();
        Period part = minute(LIVE, "2026-11-28T10:00:00Z", 30, crowd);
        add(part);
        reopen();

        Period found = all(LIVE, Resolution.DAY).get(0);
        assertThat(found.uniques()).isEqualTo(part.uniques());
        assertThat(found.uniques().sketch().map(UniqueSketch::toBytes).orElseThrow().length)
                .isLessThanOrEqualTo(UniqueSketch.LONGEST);
    }

    @Test
    void knownIsWhoHasHistory() {
        add(minute(LIVE, "2026-11-28T10:00:00Z", 60, 1));

        assertThat(history.knows(new Scope(LIVE))).isTrue();
        assertThat(history.knows(new Scope("/LIVE.mp3"))).isFalse();
        assertThat(history.knows(Scope.ALL)).isFalse();
    }

    @Test
    void oldestAreDeletedTogetherAndNobodyElse() {
        for (String start : List.of("2026-11-28T10:00:00Z", "2026-11-28T10:01:00Z", "2026-11-28T10:02:00Z")) {
            add(minute("*", start, 60, 1), minute(LIVE, start, 60, 1), minute("/b", start, 60, 1));
        }
        Instant before = Instant.parse("2026-11-28T10:02:00Z");

        assertThat(history.deleteOldest(Resolution.MINUTE, before)).isTrue();
        assertThat(all(LIVE, Resolution.MINUTE)).hasSize(2);
        assertThat(history.deleteOldest(Resolution.MINUTE, before)).isTrue();
        assertThat(history.deleteOldest(Resolution.MINUTE, before)).isFalse();
        assertThat(all(LIVE, Resolution.MINUTE)).hasSize(1);
        assertThat(all("*", Resolution.MINUTE)).hasSize(1);
        assertThat(all(LIVE, Resolution.HOUR)).hasSize(1);
        assertThat(history.deleteOldest(Resolution.HOUR, Instant.MIN)).isFalse();
    }

    @Test
    void sketchesAreForgottenWithTheirDaysKey() throws SQLException {
        add(minute(LIVE, "2026-11-28T00:00:00Z", 30, 1));
        add(minute(LIVE, "2026-11-28T23:59:00Z", 30, 1));
        add(minute(LIVE, "2026-11-29T00:00:00Z", 30, 1));
        history.add(List.of(), Map.of(TODAY, new byte[] {1}, TODAY.plusDays(1), new byte[] {2}));

        assertThat(history.forgetOldestKey(TODAY)).isFalse();
        assertThat(history.forgetOldestKey(TODAY.plusDays(1))).isTrue();
        assertThat(history.forgetOldestKey(TODAY.plusDays(1))).isFalse();

        assertThat(history.keys()).containsOnlyKeys(TODAY.plusDays(1));
        assertThat(count("select count(*) from history where sketch is not null"))
                .isEqualTo(3);
        assertThat(all(LIVE, Resolution.DAY))
                .extracting(day ->
                        day.uniques().count() + " " + day.uniques().sketch().isPresent())
                .containsExactly("1 false", "1 true");
    }

    @Test
    void withoutSketchesTheLargerNumberIsSure() {
        add(minute(LIVE, "2026-11-28T10:00:00Z", 60, 1, 2));
        add(minute(LIVE, "2026-11-28T10:00:00Z", 10, 3));

        assertThat(all(LIVE, Resolution.MINUTE).get(0).uniques().count()).isEqualTo(2);
        assertThat(all(LIVE, Resolution.HOUR).get(0).uniques().count()).isEqualTo(3);
    }

    @Test
    void noAddressIsInTheDatabase() throws SQLException {
        add(minute(LIVE, "2026-11-28T10:00:00Z", 60, 1));

        assertThat(columns()).doesNotContain("address", "ip").contains("sketch", "agents");
    }

    @Test
    void whatAnotherVersionHasWrittenIsLeftOut() throws SQLException {
        add(minute(LIVE, "2026-11-28T10:00:00Z", 30, 1, 2));
        execute("update history set agents = 'shoe size 43\n5000 1 VLC\nmany more'");
        execute("update history set sketch = " + bytes("0102"));
        add(minute(LIVE, "2026-11-28T10:00:00Z", 10, 3));

        Period found = all(LIVE, Resolution.MINUTE).get(0);
        assertThat(found.agents().named()).containsExactly(Map.entry("VLC", new Share(15_000, 2)));
        assertThat(found.listening().listenerMillis()).isEqualTo(70_000);
    }

    /** Bytes in SQL. */
    abstract String bytes(String hex);

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<String> columns() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from history")) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                names.add(result.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }

    /** H2 lets only this process in, and more than one connection of it. */
    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                settings.db().url(),
                settings.db().user(),
                settings.db().password().orElse(""));
    }
}
