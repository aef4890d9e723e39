package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.icefloe.net.HostList;
import org.junit.jupiter.api.Test;

class MirroredTest {
    private static final String URL = "http://radio.example:8000/live";
    private static final String ORIGIN = "https://dir.example/";

    private final CatalogFixture fixture = new CatalogFixture();

    private static YpForm line(String name, String listenUrl, String... more) {
        String[] all = Stream.concat(
                        Stream.of("sn", name, "listenurl", listenUrl, "type", "audio/mpeg", "genre", "News Talk,"),
                        Stream.of(more))
                .toArray(String[]::new);
        return CatalogFixture.form(all);
    }

    private int mirror(String origin, YpForm... lines) throws ListingRefusedException {
        return fixture.catalog().mirror(origin, List.of(lines).iterator());
    }

    @Test
    void mirroredEntriesAreFoundAsOthersAre() throws Exception {
        assertThat(mirror(
                        ORIGIN,
                        line(
                                "Nordlicht FM",
                                URL,
                                "st",
                                "Biosphere",
                                "listeners",
                                "17",
                                "added",
                                "2026-11-01T10:00:00Z",
                                "touched",
                                "2026-11-20T16:59:00Z",
                                "verdict",
                                "ALIVE",
                                "checked",
                                "2026-11-20T12:00:00Z")))
                .isEqualTo(1);

        Entry entry = fixture.entry();
        assertThat(entry.sid()).isEmpty();
        assertThat(entry.address()).isEmpty();
        assertThat(entry.broadcast().genres()).containsExactly("news talk");
        assertThat(entry.added()).isEqualTo("2026-11-01T10:00:00Z");
        assertThat(entry.lastTouch().touched()).isEqualTo("2026-11-20T16:59:00Z");
        assertThat(entry.check().verdict()).isEqualTo(Verdict.ALIVE);
        assertThat(entry.curve().points()).hasSize(1);
        assertThat(fixture.find(Queries.words(CatalogQuery.all(CatalogFixture.PAGE), "biosphere"))
                        .total())
                .isEqualTo(1);
        assertThat(fixture.catalog().size()).isZero();
    }

    @Test
    void nobodyTouchesRemovesOrPassesThemOn() throws Exception {
        mirror(ORIGIN, line("Nordlicht FM", URL));

        assertThat(fixture.touch("", "x", 1).isAccepted()).isFalse();
        assertThat(fixture.remove("").isAccepted()).isFalse();
        fixture.catalog().check("", Verdict.SILENT, "gone");
        fixture.pass(Duration.ofHours(2));
        assertThat(fixture.station().verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(fixture.catalog().own()).isEmpty();
        assertThat(fixture.book.writes + fixture.book.touches).isZero();
    }

    @Test
    void whatIsListedHereItselfGoesBefore() throws Exception {
        mirror(ORIGIN, line("Copy FM", URL), line("Other FM", URL + 2));
        String sid = fixture.sid("Nordlicht FM", URL);

        assertThat(fixture.stations())
                .extracting(station -> station.broadcast().name())
                .containsExactlyInAnyOrder("Nordlicht FM", "Other FM");
        assertThat(fixture.catalog().own()).extracting(Entry::listenUrl).containsExactly(URL);
        fixture.remove(sid);
        assertThat(fixture.stations())
                .extracting(station -> station.broadcast().name())
                .containsExactlyInAnyOrder("Copy FM", "Other FM");
    }

    @Test
    void listIsReplacedAsAWholeAndKeepsItsCurves() throws Exception {
        mirror(ORIGIN, line("Nordlicht FM", URL, "listeners", "1"), line("Gone FM", URL + 1));
        mirror("https://other.example/", line("Far FM", URL + 9), line("Twice FM", URL));
        fixture.now = fixture.now.plus(Duration.ofMinutes(10));
        mirror(ORIGIN, line("Nordlicht FM", URL, "listeners", "2"));

        assertThat(fixture.stations())
                .extracting(station -> station.broadcast().name())
                .containsExactlyInAnyOrder("Nordlicht FM", "Far FM");
        assertThat(fixture.find(Queries.words(CatalogQuery.all(CatalogFixture.PAGE), "nordlicht"))
                        .stations()
                        .get(0)
                        .entries()
                        .get(0)
                        .curve()
                        .points())
                .hasSize(2);
        fixture.catalog().forgetMirrored(ORIGIN);
        assertThat(fixture.stations())
                .hasSize(2)
                .noneMatch(station -> station.broadcast().name().equals("Nordlicht FM"));
    }

    @Test
    void whatWouldBeRefusedHereIsLeftOutAndTextsAreRepaired() throws Exception {
        assertThat(mirror(
                        ORIGIN,
                        line("Private FM", "http://192.168.1.2/live"),
                        line("Script FM", "javascript:alert(1)"),
                        line("no name", URL + 1),
                        line("Wrong FM", URL + 2, "type", "text/html"),
                        line(
                                "LÃ¼beck\r\n FM",
                                URL,
                                "added",
                                "2999-01-01T00:00:00Z",
                                "touched",
                                "never",
                                "verdict",
                                "?")))
                .isEqualTo(1);

        assertThat(fixture.entry().broadcast().name()).isEqualTo("Lübeck FM");
        assertThat(fixture.entry().added()).isEqualTo(fixture.now);
        fixture.policy = new CatalogPolicy(true, Duration.ofSeconds(200), 10, 10, HostList.EMPTY);
        assertThat(mirror(ORIGIN, line("Private FM", "http://192.168.1.2/live")))
                .isEqualTo(1);
    }

    /** Else it would be the newest again with each list. */
    @Test
    void entryOfTheFutureIsAsOldAsItIsKnownHere() throws Exception {
        Instant first = fixture.now;
        for (int fetch = 0; fetch < 3; fetch++) {
            mirror(ORIGIN, line("Future FM", URL, "added", "9999-12-31T23:59:59Z"), line("Ageless FM", URL + 1));
            assertThat(fixture.stations()).extracting(Station::since).containsExactly(first, first);
            fixture.now = fixture.now.plus(Duration.ofMinutes(5));
        }
        mirror(ORIGIN, line("Future FM", URL, "added", "2026-11-01T10:00:00Z"));
        assertThat(fixture.entry().added()).isEqualTo("2026-11-01T10:00:00Z");
    }

    @Test
    void privateOnesAreShownOnlyWhileTheyAreAllowed() throws Exception {
        fixture.policy = new CatalogPolicy(true, Duration.ofSeconds(200), 10, 10, HostList.EMPTY);
        mirror(ORIGIN, line("Private FM", "http://192.168.1.2/live"), line("Nordlicht FM", URL));
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10, 10, HostList.EMPTY);

        assertThat(fixture.station().broadcast().name()).isEqualTo("Nordlicht FM");
    }

    @Test
    void tooLongAListIsRefusedAndTheLastOneStays() throws Exception {
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 3, 10, HostList.EMPTY);
        fixture.sid("Own FM", URL);
        mirror(ORIGIN, line("First FM", URL + 1));

        assertThatThrownBy(() -> mirror(ORIGIN, line("A FM", URL + 2), line("B FM", URL + 3), line("C FM", URL + 4)))
                .isInstanceOf(ListingRefusedException.class)
                .hasMessage("lists more than the 2 streams for which icefloe.directory.max-entries leaves room");
        assertThat(fixture.stations())
                .extracting(station -> station.broadcast().name())
                .contains("First FM");
    }

    @Test
    void ownEntriesTakeTheRoomOfMirroredOnes() throws Exception {
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 3, 10, HostList.EMPTY);
        mirror(ORIGIN, line("A FM", URL + 1), line("B FM", URL + 2));
        mirror("https://other.example/", line("C FM", URL + 3));
        fixture.sid("Own FM", URL);
        fixture.sid("My FM", URL + 9);
        fixture.pass(Catalog.TICK);

        assertThat(fixture.stations())
                .extracting(station -> station.broadcast().name())
                .containsExactlyInAnyOrder("Own FM", "My FM", "A FM");
        fixture.sid("Last FM", URL + 8);
        fixture.pass(Catalog.TICK);
        assertThat(fixture.stations())
                .extracting(station -> station.broadcast().name())
                .containsExactlyInAnyOrder("Own FM", "My FM", "Last FM");
    }

    @Test
    void listThatBreaksOffChangesNothing() throws Exception {
        mirror(ORIGIN, line("First FM", URL + 1));
        Iterator<YpForm> broken = Stream.of(1, 2)
                .map(n -> {
                    if (n == 2) {
                        throw new IllegalStateException("breaks off");
                    }
                    return line("Second FM", URL + 2);
                })
                .iterator();

        assertThatThrownBy(() -> fixture.catalog().mirror(ORIGIN, broken)).hasMessage("breaks off");
        assertThat(fixture.station().broadcast().name()).isEqualTo("First FM");
    }
}
