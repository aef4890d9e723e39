package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogFiguresTest {
    private static final String URL = "http://radio.example:8000/live.mp3";

    private final CatalogFixture fixture = new CatalogFixture();

    @Test
    void tellHowFullItIs() throws Exception {
        String first = fixture.sid("Nordlicht FM", URL);
        fixture.sid("Südlicht FM", URL + 1);
        fixture.add("203.0.113.9", "Ostlicht FM", URL + 2);
        YpForm twice = CatalogFixture.form(
                "sn", "Nordlicht FM", "listenurl", URL, "type", "audio/mpeg", "genre", "x", "verdict", "SILENT");
        YpForm other = CatalogFixture.form(
                "sn", "Westlicht FM", "listenurl", URL + 3, "type", "audio/mpeg", "genre", "x", "verdict", "SILENT");
        fixture.catalog().mirror("https://dir.example/", List.of(twice, other).iterator());
        fixture.catalog().check(first, Verdict.SILENT, "the connection was refused");

        assertThat(fixture.catalog().figures()).isEqualTo(new CatalogFigures(3, 1_000_000, 1, 1, 2, 1));
    }

    @Test
    void whatIsGoneIsNotToBeWritten() {
        for (int n = 0; n < 10; n++) {
            String sid = fixture.sid("Nordlicht FM", URL + n);
            fixture.touch(sid, "x", 1);
            fixture.remove(sid);
        }
        fixture.pass(UnwrittenTouches.WRITE);

        assertThat(fixture.catalog().figures()).isEqualTo(new CatalogFigures(0, 1_000_000, 0, 0, 0, 0));
    }
}
