package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people look for, and what they find. */
class SearchTest {
    private static final CatalogQuery ALL = CatalogQuery.all(CatalogFixture.PAGE);

    private final CatalogFixture fixture = new CatalogFixture();

    @BeforeEach
    void list() {
        String north = fixture.sid("Nordlicht FM", "http://north.example/a");
        fixture.touch(north, "Björk - Jóga", 5);
        fixture.pass(Duration.ofSeconds(5));
        String jazz = fixture.sid(
                "Café Jazz",
                "http://jazz.example/a",
                "genre",
                "Jazz, Bebop",
                "type",
                "application/ogg",
                "stype",
                "Vorbis",
                "desc",
                "All night",
                "language",
                "fr");
        fixture.touch(jazz, "", 50);
        fixture.pass(Duration.ofSeconds(5));
        String rock = fixture.sid("Rock & Roll", "http://rock.example/a", "genre", "rock", "type", "audio/aacp");
        fixture.touch(rock, "Elvis - Hound Dog", 20);
    }

    private String names(CatalogQuery query) {
        Found found = fixture.find(query);
        assertThat(found.total()).isEqualTo(found.stations().size());
        return String.join(
                ",",
                found.stations().stream().map(one -> one.broadcast().name()).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'Café Jazz,Rock & Roll,Nordlicht FM'",
        "cafe, Café Jazz",
        "CAFÉ, Café Jazz",
        "jazz café, Café Jazz",
        "joga bjork, Nordlicht FM",
        "night, Café Jazz",
        "ock, Rock & Roll",
        "bebop, Café Jazz",
        "l, 'Café Jazz,Rock & Roll,Nordlicht FM'",
        "cafe rock, ''",
        "'  ', 'Café Jazz,Rock & Roll,Nordlicht FM'",
        "%, ''",
        "'.*', ''"
    })
    void wordsAreFoundWhereverTheyStand(String words, String names) {
        assertThat(names(Queries.words(ALL, words))).isEqualTo(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"strasse", "STRASSE", "straße", "STRAẞE", "lodz", "Łódź", "orsted"})
    void lettersThatAreTypedOtherwiseAreFound(String words) {
        String sid = fixture.sid("Radio Straße", "http://street.example/", "genre", "Łódź");
        fixture.touch(sid, "Ørsted", 1);
        fixture.stations();

        assertThat(names(Queries.words(ALL, words))).isEqualTo("Radio Straße");
    }

    /** It is a part of an address that others keep. */
    @Test
    void idOfAStationIsWhatItWas() {
        fixture.sid("Radio Straße", "http://street.example/", "b", "128");

        assertThat(fixture.find(Queries.words(ALL, "strasse")).stations())
                .extracting(Station::id)
                .containsExactly("0b20c34175583bb7d69c6770");
    }

    @Test
    void genresCodecsAndLanguagesNarrowIt() {
        assertThat(names(Queries.genre(ALL, "Drone"))).isEqualTo("Nordlicht FM");
        assertThat(names(Queries.genre(ALL, "dron"))).isEmpty();
        assertThat(names(Queries.codec(ALL, "vorbis"))).isEqualTo("Café Jazz");
        assertThat(names(Queries.codec(ALL, "AAC+"))).isEqualTo("Rock & Roll");
        assertThat(names(Queries.language(ALL, "FR"))).isEqualTo("Café Jazz");
        assertThat(names(Queries.codec(Queries.words(ALL, "jazz"), "MP3"))).isEmpty();
    }

    @Test
    void newestComeFirstIfThatIsWanted() {
        assertThat(names(ALL.by(Order.FRESHNESS))).isEqualTo("Rock & Roll,Café Jazz,Nordlicht FM");
    }

    @Test
    void pagesAreParts() {
        Found second = fixture.find(CatalogQuery.all(new CatalogQuery.Page(1, 1)));

        assertThat(second.total()).isEqualTo(3);
        assertThat(second.stations()).extracting(one -> one.broadcast().name()).containsExactly("Rock & Roll");
        assertThat(fixture.find(CatalogQuery.all(new CatalogQuery.Page(9, 5)))).isEqualTo(new Found(3, List.of()));
        assertThatThrownBy(() -> new CatalogQuery.Page(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void genresAndCodecsAreCounted() {
        fixture.sid("More Jazz", "http://jazz.example/b", "genre", "jazz");
        fixture.stations();

        assertThat(fixture.catalog().genres())
                .startsWith(new Count("jazz", 2), new Count("ambient", 1))
                .hasSize(5);
        assertThat(fixture.catalog().codecs())
                .containsExactly(new Count("MP3", 2), new Count("AAC+", 1), new Count("Vorbis", 1));
    }

    @Test
    void sameNameTypeAndBitrateAreOneStation() {
        String other =
                fixture.sid("CAFE JAZZ", "http://mirror.example/a", "type", "application/ogg", "stype", "Vorbis");
        fixture.touch(other, "Bird - Ornithology", 7);
        // The station's own server knows no song.
        fixture.sid("Café Jazz", "http://jazz.example/low", "type", "application/ogg", "stype", "Vorbis", "b", "64");
        fixture.sid("Café Jazz", "http://jazz.example/mp3");

        Found found = fixture.find(Queries.words(ALL, "cafe jazz"));

        assertThat(found.total()).isEqualTo(3);
        Station station = found.stations().get(0);
        assertThat(station.listeners()).isEqualTo(57);
        assertThat(station.entries())
                .extracting(Entry::listenUrl)
                .containsExactly("http://jazz.example/a", "http://mirror.example/a");
        assertThat(station.song()).contains("Bird - Ornithology");
        assertThat(fixture.catalog().station(station.id())).contains(station);
        fixture.remove(other);
        fixture.stations();
        assertThat(fixture.catalog().station(station.id()).orElseThrow().listeners())
                .isEqualTo(50);
        assertThat(fixture.catalog().station("no such id")).isEmpty();
    }

    @Test
    void stationIsFoundByTheCodecsOfAllItsEntries() {
        fixture.sid("Café Jazz", "http://jazz.example/opus", "type", "application/ogg", "stype", "Opus");

        assertThat(names(Queries.codec(ALL, "Opus"))).isEqualTo("Café Jazz");
        assertThat(names(Queries.codec(ALL, "Vorbis"))).isEqualTo("Café Jazz");
        assertThat(fixture.find(Queries.codec(ALL, "Opus")).stations().get(0).codecs())
                .containsExactly("Vorbis", "Opus");
        assertThat(fixture.catalog().codecs()).contains(new Count("Vorbis", 1), new Count("Opus", 1));
    }

    @Test
    void largeClusterHasAllItsEntries() {
        for (int n = 0; n < 100; n++) {
            fixture.touch(fixture.sid("Network", "http://n" + n + ".example/a"), "", 1);
        }
        Station network = fixture.find(Queries.words(ALL, "network")).stations().get(0);

        assertThat(network.entries()).hasSize(100).doesNotHaveDuplicates();
        assertThat(network.listeners()).isEqualTo(100);
    }
}
