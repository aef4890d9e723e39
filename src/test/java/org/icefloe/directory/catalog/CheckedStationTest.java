package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What visits to streams change. */
class CheckedStationTest {
    private static final String GONE = "it did not answer within 10 s";

    private final CatalogFixture fixture = new CatalogFixture();

    private void check(String sid, Verdict verdict, String words) {
        fixture.catalog().check(sid, verdict, words);
    }

    @Test
    void visitIsNotedAndOutlivesARestart() {
        String sid = fixture.sid("Nordlicht FM", "http://a.example/");
        assertThat(fixture.entry().check()).isEqualTo(Check.NONE);
        check(sid, Verdict.SILENT, GONE);
        fixture.pass(Duration.ofMinutes(1));
        check(sid, Verdict.SILENT, GONE);
        fixture.pass(UnwrittenTouches.WRITE);
        fixture.restart();

        assertThat(fixture.entry().check())
                .isEqualTo(new Check(Verdict.SILENT, CatalogFixture.BEGAN.plusSeconds(60), 2, GONE));
        check(sid, Verdict.ALIVE, "");
        assertThat(fixture.entry().check().failures()).isZero();
    }

    @Test
    void touchLeavesTheCheckAndDrawsTheCurve() {
        String sid = fixture.sid("Nordlicht FM", "http://a.example/");
        check(sid, Verdict.OTHER, "it sends text/html");
        fixture.touch(sid, "Song", 17);

        assertThat(fixture.entry().check().verdict()).isEqualTo(Verdict.OTHER);
        assertThat(fixture.entry().curve()).isEqualTo(Curve.NONE.with(CatalogFixture.BEGAN, 17));
    }

    @Test
    void checkOfAnEntryThatIsGoneIsForgotten() {
        String sid = fixture.sid("Nordlicht FM", "http://a.example/");
        fixture.remove(sid);
        check(sid, Verdict.ALIVE, "");

        assertThat(fixture.stations()).isEmpty();
        assertThat(fixture.book.all()).isEmpty();
    }

    @Test
    void stationsThatAreNotThereComeLast() {
        String bad = fixture.sid("Popular", "http://a.example/");
        fixture.touch(bad, "", 100);
        fixture.touch(fixture.sid("Modest", "http://b.example/"), "", 1);
        check(bad, Verdict.SILENT, GONE);

        for (Order order : Order.values()) {
            assertThat(fixture.find(CatalogQuery.all(CatalogFixture.PAGE).by(order))
                            .stations())
                    .extracting(station -> station.broadcast().name())
                    .containsExactly("Modest", "Popular");
        }
    }

    @Test
    void whoTakesTheNameOfAStationLaterDoesNotSpeakForIt() {
        String first = fixture.sid("Nordlicht FM", "http://a.example/");
        fixture.touch(first, "Biosphere", 17);
        fixture.pass(Duration.ofSeconds(5));
        String second = fixture.sid("Nordlicht FM", "http://b.example/");
        fixture.touch(second, "Buy this", 9_999_999);

        assertThat(fixture.station().song()).contains("Biosphere");
        assertThat(fixture.station().listeners()).isEqualTo(1_017);
        check(second, Verdict.OTHER, "it sends text/html");
        assertThat(fixture.station().listeners()).isEqualTo(17);
        check(first, Verdict.SILENT, GONE);
        assertThat(fixture.station().listeners()).isZero();
        assertThat(fixture.station().song()).contains("Biosphere");
        check(second, Verdict.ALIVE, "");
        assertThat(fixture.station().song()).contains("Buy this");
        assertThat(fixture.station().listeners()).isEqualTo(9_999_999);
    }

    @Test
    void oneGoodServerMakesAStationGood() {
        String first = fixture.sid("Nordlicht FM", "http://a.example/");
        String second = fixture.sid("Nordlicht FM", "http://b.example/");
        check(first, Verdict.SILENT, GONE);

        assertThat(fixture.station().verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(fixture.station().heard()).extracting(Entry::listenUrl).isEqualTo(List.of("http://b.example/"));
        check(second, Verdict.OTHER, "it sends text/html");
        assertThat(fixture.station().verdict()).isEqualTo(Verdict.OTHER);
        assertThat(fixture.station().heard()).hasSize(2);
        check(second, Verdict.ALIVE, "");
        assertThat(fixture.station().verdict()).isEqualTo(Verdict.ALIVE);
    }
}
