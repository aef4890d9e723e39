package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What visits to streams change. */
class CheckedStationTest {
    private static final String GONE = "it did not answer within 10 s";

    private final Office office = new Office();

    private void check(String sid, Verdict verdict, String words) {
        office.catalog().check(sid, verdict, words);
    }

    @Test
    void visitIsNotedAndOutlivesARestart() {
        String sid = office.sid("Nordlicht FM", "http://a.example/");
        assertThat(office.entry().check()).isEqualTo(Check.NONE);
        check(sid, Verdict.SILENT, GONE);
        office.pass(Duration.ofMinutes(1));
        check(sid, Verdict.SILENT, GONE);
        office.pass(Catalog.WRITE);
        office.restart();

        assertThat(office.entry().check()).isEqualTo(new Check(Verdict.SILENT, Office.BEGAN.plusSeconds(60), 2, GONE));
        check(sid, Verdict.ALIVE, "");
        assertThat(office.entry().check().failures()).isZero();
    }

    @Test
    void touchLeavesTheCheckAndDrawsTheCurve() {
        String sid = office.sid("Nordlicht FM", "http://a.example/");
        check(sid, Verdict.OTHER, "it sends text/html");
        office.touch(sid, "Song", 17);

        assertThat(office.entry().check().verdict()).isEqualTo(Verdict.OTHER);
        assertThat(office.entry().curve()).isEqualTo(Curve.NONE.with(Office.BEGAN, 17));
    }

    @Test
    void checkOfAnEntryThatIsGoneIsForgotten() {
        String sid = office.sid("Nordlicht FM", "http://a.example/");
        office.remove(sid);
        check(sid, Verdict.ALIVE, "");

        assertThat(office.stations()).isEmpty();
        assertThat(office.book.all()).isEmpty();
    }

    @Test
    void stationsThatAreNotThereComeLast() {
        String bad = office.sid("Popular", "http://a.example/");
        office.touch(bad, "", 100);
        office.touch(office.sid("Modest", "http://b.example/"), "", 1);
        check(bad, Verdict.SILENT, GONE);

        for (Order order : Order.values()) {
            assertThat(office.find(CatalogQuery.all(Office.PAGE).by(order)).stations())
                    .extracting(station -> station.broadcast().name())
                    .containsExactly("Modest", "Popular");
        }
    }

    @Test
    void whoTakesTheNameOfAStationLaterDoesNotSpeakForIt() {
        String first = office.sid("Nordlicht FM", "http://a.example/");
        office.touch(first, "Biosphere", 17);
        office.pass(Duration.ofSeconds(5));
        String second = office.sid("Nordlicht FM", "http://b.example/");
        office.touch(second, "Buy this", 9_999_999);

        assertThat(office.station().song()).contains("Biosphere");
        assertThat(office.station().listeners()).isEqualTo(1_017);
        check(second, Verdict.OTHER, "it sends text/html");
        assertThat(office.station().listeners()).isEqualTo(17);
        check(first, Verdict.SILENT, GONE);
        assertThat(office.station().listeners()).isZero();
        assertThat(office.station().song()).contains("Biosphere");
        check(second, Verdict.ALIVE, "");
        assertThat(office.station().song()).contains("Buy this");
        assertThat(office.station().listeners()).isEqualTo(9_999_999);
    }

    @Test
    void oneGoodServerMakesAStationGood() {
        String first = office.sid("Nordlicht FM", "http://a.example/");
        String second = office.sid("Nordlicht FM", "http://b.example/");
        check(first, Verdict.SILENT, GONE);

        assertThat(office.station().verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(office.station().heard()).extracting(Entry::listenUrl).isEqualTo(List.of("http://b.example/"));
        check(second, Verdict.OTHER, "it sends text/html");
        assertThat(office.station().verdict()).isEqualTo(Verdict.OTHER);
        assertThat(office.station().heard()).hasSize(2);
        check(second, Verdict.ALIVE, "");
        assertThat(office.station().verdict()).isEqualTo(Verdict.ALIVE);
    }
}
