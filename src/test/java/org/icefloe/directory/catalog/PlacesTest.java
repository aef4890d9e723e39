package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
    private final CatalogFixture fixture = new CatalogFixture();

    @ParameterizedTest
    @CsvSource({
        "de, de",
        "DE, de",
        "de-AT, de",
        "'en,de', en",
        "deu, de",
        "German, de",
        "Deutsch, de",
        "français, fr",
        "FRANCAIS, fr",
        "Klingon Opera, Klingon Opera",
        "Low-German हिन्दी, Low-German हिन्दी",
        "<script>, ''",
        "x1, ''",
        "-, ''",
        "abcdefghijabcdefghijabcdefghijabcdefghij, abcdefghijabcdefghijabcdefghijabcdefghij",
        "abcdefghijabcdefghijabcdefghijabcdefghijk, ''",
        "'', ''"
    })
    void languageIsKnownByItsCodeAndByItsNames(String told, String known) {
        fixture.sid("Nordlicht FM", "http://radio.example/", "language", told);

        assertThat(fixture.entry().broadcast().language()).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.example/, http://b.example/, at, AT",
        "http://a.de/, http://b.example/, at, AT",
        "http://a.example/, http://radio.co.uk/, '', GB",
        "http://a.fr/, http://radio.de/, '', DE",
        "http://a.fr/, http://radio.fm/, Frankreich, FR",
        "http://a.fm/, http://radio.tv/, '', ''",
        "http://a.de:8000/x, '', '', DE",
        "http://a.com/x.de, '', '', ''"
    })
    void countryIsWhatTheServerSaysOrWhereTheStationIsAtHome(String listenUrl, String home, String told, String known) {
        fixture.sid("Nordlicht FM", listenUrl, "url", home, "country", told);

        assertThat(fixture.entry().broadcast().country()).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "de"})
    void stationsAreFoundByTheirCountry(String country) {
        fixture.sid("Nordlicht FM", "http://nordlicht.example/", "country", "DE");
        fixture.sid("Radio Un", "http://un.example/", "country", "FR");

        assertThat(fixture.find(Queries.country(CatalogQuery.all(CatalogFixture.PAGE), country))
                        .stations())
                .extracting(station -> station.broadcast().name())
                .containsExactly("Nordlicht FM");
        assertThat(fixture.catalog().countries()).containsExactly(new Count("DE", 1), new Count("FR", 1));
    }
}
