package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.config.Settings;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Check;
import org.icefloe.directory.catalog.ClickCount;
import org.icefloe.directory.catalog.Curve;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.LastTouch;
import org.icefloe.directory.catalog.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the directory on every database. */
abstract class CatalogContract {
    private static final Instant ADDED = Instant.parse("2026-11-20T17:00:00.123456Z");

    private Settings settings;
    private Database database;
    private CatalogRepository entries;

    /** Settings of a database that has nothing in it. */
    abstract Settings emptyDatabase() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        settings = emptyDatabase();
        open();
    }

    private void open() {
        database = Database.open(settings);
        entries = new CatalogRepository(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void reopen() {
        close();
        open();
    }

    private static Entry entry(String sid, String url) {
        return new Entry(
                sid,
                url,
                "2001:db8::7",
                ADDED,
                new Broadcast(
                        "Nordlicht 😀 FM",
                        List.of("ambient", "hip hop"),
                        "<b>'Slow'</b>",
                        "https://nordlicht.example/",
                        "application/ogg",
                        "Vorbis",
                        new Broadcast.Sound(128, 44_100, 2),
                        "de",
                        "AT"),
                new LastTouch("Björk - Jóga", 17, LastTouch.UNLIMITED, ADDED.plusSeconds(3)),
                Curve.NONE,
                Check.NONE);
    }

    private static Entry touched(Entry entry, String subtype) {
        Broadcast was = entry.broadcast();
        Broadcast known = new Broadcast(
                was.name(),
                was.genres(),
                was.description(),
                was.homepage(),
                was.type(),
                subtype,
                was.sound(),
                was.language(),
                was.country());
        LastTouch moment = new LastTouch("Next", 99, 100, ADDED.plusSeconds(60));
        ByteBuffer points = ByteBuffer.allocate(12).putLong(77).putChar('\0').putChar('\ud800');
        Check check = new Check(Verdict.SILENT, ADDED.plusSeconds(9), 2, "no host is known by the name a.example");
        return new Entry(
                entry.sid(),
                entry.listenUrl(),
                entry.address(),
                entry.added(),
                known,
                moment,
                Curve.ofBytes(points.array()),
                check);
    }

    @Test
    void entryOutlivesARestartWhole() {
        Entry entry = entry("a1", "http://a.example/live");
        entries.write(List.of(), List.of(entry));
        reopen();

        assertThat(entries.all()).containsExactly(entry);
    }

    @Test
    void entryWithoutGenresHasNoneAfterARestart() {
        Entry entry = entry("a1", "http://a.example/live");
        Broadcast silent =
                new Broadcast("x", List.of(), "", "", "audio/mpeg", "", new Broadcast.Sound(0, 0, 0), "", "");
        entries.write(
                List.of(),
                List.of(new Entry(
                        "a1",
                        entry.listenUrl(),
                        entry.address(),
                        ADDED,
                        silent,
                        entry.lastTouch(),
                        Curve.NONE,
                        Check.NONE)));

        assertThat(entries.all()).extracting(Entry::broadcast).containsExactly(silent);
    }

    @Test
    void droppedEntryStaysDropped() {
        entries.write(List.of(), List.of(entry("a1", "http://a.example/1"), entry("a2", "http://a.example/2")));
        entries.write(List.of("a1", "no such"), List.of());
        reopen();

        assertThat(entries.all()).extracting(Entry::sid).containsExactly("a2");
    }

    @Test
    void entryTakesThePlaceOfAnotherOfItsAddress() {
        entries.write(List.of(), List.of(entry("a1", "http://a.example/1")));
        entries.write(List.of("a1"), List.of(entry("a2", "http://a.example/1")));
        assertThat(entries.all()).extracting(Entry::sid).containsExactly("a2");

        // As when it was kept, and nobody was told.
        entries.write(List.of(), List.of(entry("a3", "http://a.example/1")));
        assertThat(entries.all()).extracting(Entry::sid).containsExactly("a3");
    }

    @Test
    void touchChangesWhatItTellsAndMakesNoEntry() {
        Entry entry = entry("a1", "http://a.example/1");
        Entry other = entry("a2", "http://a.example/2");
        entries.write(List.of(), List.of(entry, other));
        entries.touch(List.of(touched(entry, "Opus"), entry("gone", "http://a.example/3")));
        reopen();

        assertThat(entries.all()).containsExactlyInAnyOrder(touched(entry, "Opus"), other);
    }

    @Test
    void whatDoesNotFitLeavesAllAsItWas() {
        Entry entry = entry("a1", "http://a.example/1");
        entries.write(List.of(), List.of(entry));
        List<Entry> some = List.of(entry("a2", "http://a.example/2"), entry("x".repeat(40), "http://a.example/3"));

        assertThatThrownBy(() -> entries.write(List.of("a1"), some))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The change was not kept: ");
        reopen();
        assertThat(entries.all()).containsExactly(entry);
    }

    @Test
    void clicksOutliveARestartAndAreDropped() {
        ClickCount first = new ClickCount("s1", 1, ADDED);
        ClickCount other = new ClickCount("s2", 1L << 40, ADDED);
        entries.writeClicks(List.of(first, other), List.of());
        reopen();
        assertThat(entries.clicks()).containsExactlyInAnyOrder(first, other);

        ClickCount more = new ClickCount("s1", 2, ADDED.plusSeconds(60));
        entries.writeClicks(List.of(more), List.of("s2", "no such"));
        reopen();
        assertThat(entries.clicks()).containsExactly(more);
    }

    @Test
    void countThatIsDroppedAndBegunAnewIsKept() {
        entries.writeClicks(List.of(new ClickCount("s1", 9, ADDED)), List.of());
        ClickCount anew = new ClickCount("s1", 1, ADDED.plusSeconds(60));
        entries.writeClicks(List.of(anew), List.of("s1"));

        assertThat(entries.clicks()).containsExactly(anew);
    }

    @Test
    void thousandsAreWrittenAtOnce() {
        List<Entry> many = new ArrayList<>();
        for (int n = 0; n < 2_500; n++) {
            many.add(entry("s" + n, "http://a.example/" + n));
        }
        entries.write(List.of(), many);
        entries.touch(many.stream().map(entry -> touched(entry, "Opus")).toList());
        assertThat(entries.all())
                .hasSize(2_500)
                .allMatch(entry -> entry.lastTouch().listeners() == 99);

        entries.write(many.stream().map(Entry::sid).toList(), List.of());
        assertThat(entries.all()).isEmpty();
    }
}
