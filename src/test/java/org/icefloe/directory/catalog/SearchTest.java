package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people look for, and what they find. */
class SearchTest {
    private static final CatalogQuery ALL = CatalogQuery.all(Office.PAGE);

    private final Office office = new Office();

    @BeforeEach
    void list() {
        String north = office.sid("Nordlicht FM", "http://north.example/a");
        office.touch(north, "Björk - Jóga", 5);
        office.pass(Duration.ofSeconds(5));
        String jazz = office.sid(
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
        office.touch(jazz, "", 50);
        office.pass(Duration.ofSeconds(5));
        String rock = office.sid("Rock & Roll", "http://rock.example/a", "genre", "rock", "type", "audio/aacp");
        office.touch(rock, "Elvis - Hound Dog", 20);
    }

    private String names(CatalogQuery query) {
        Found found = office.find(query);
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
        assertThat(names(ALL.of(words))).isEqualTo(names);
    }

    @Test
    void genresCodecsAndLanguagesNarrowIt() {
        assertThat(names(ALL.inGenre("Drone"))).isEqualTo("Nordlicht FM");
        assertThat(names(ALL.inGenre("dron"))).isEmpty();
        assertThat(names(ALL.inCodec("vorbis"))).isEqualTo("Café Jazz");
        assertThat(names(ALL.inCodec("AAC+"))).isEqualTo("Rock & Roll");
        assertThat(names(ALL.inLanguage("FR"))).isEqualTo("Café Jazz");
        assertThat(names(ALL.of("jazz").inCodec("MP3"))).isEmpty();
    }

    @Test
    void newestComeFirstIfThatIsWanted() {
        assertThat(names(ALL.by(Order.FRESHNESS))).isEqualTo("Rock & Roll,Café Jazz,Nordlicht FM");
    }

    @Test
    void pagesAreParts() {
        Found second = office.find(CatalogQuery.all(new CatalogQuery.Page(1, 1)));

        assertThat(second.total()).isEqualTo(3);
        assertThat(second.stations()).extracting(one -> one.broadcast().name()).containsExactly("Rock & Roll");
        assertThat(office.find(CatalogQuery.all(new CatalogQuery.Page(9, 5)))).isEqualTo(new Found(3, List.of()));
        assertThatThrownBy(() -> new CatalogQuery.Page(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void genresAndCodecsAreCounted() {
        office.sid("More Jazz", "http://jazz.example/b", "genre", "jazz");
        office.stations();

        assertThat(office.catalog().genres())
                .startsWith(new Count("jazz", 2), new Count("ambient", 1))
                .hasSize(5);
        assertThat(office.catalog().codecs())
                .containsExactly(new Count("MP3", 2), new Count("AAC+", 1), new Count("Vorbis", 1));
    }

    @Test
    void sameNameTypeAndBitrateAreOneStation() {
        String other = office.sid("CAFE JAZZ", "http://mirror.example/a", "type", "application/ogg", "stype", "Vorbis");
        office.touch(other, "Bird - Ornithology", 7);
        // The station's own server knows no song.
        office.sid("Café Jazz", "http://jazz.example/low", "type", "application/ogg", "stype", "Vorbis", "b", "64");
        office.sid("Café Jazz", "http://jazz.example/mp3");

        Found found = office.find(ALL.of("cafe jazz"));

        assertThat(found.total()).isEqualTo(3);
        Station station = found.stations().get(0);
        assertThat(station.listeners()).isEqualTo(57);
        assertThat(station.entries())
                .extracting(Entry::listenUrl)
                .containsExactly("http://jazz.example/a", "http://mirror.example/a");
        assertThat(station.song()).contains("Bird - Ornithology");
        assertThat(office.catalog().station(station.id())).contains(station);
        office.remove(other);
        office.stations();
        assertThat(office.catalog().station(station.id()).orElseThrow().listeners())
                .isEqualTo(50);
        assertThat(office.catalog().station("no such id")).isEmpty();
    }

    @Test
    void stationIsFoundByTheCodecsOfAllItsEntries() {
        office.sid("Café Jazz", "http://jazz.example/opus", "type", "application/ogg", "stype", "Opus");

        assertThat(names(ALL.inCodec("Opus"))).isEqualTo("Café Jazz");
        assertThat(names(ALL.inCodec("Vorbis"))).isEqualTo("Café Jazz");
        assertThat(office.find(ALL.inCodec("Opus")).stations().get(0).codecs()).containsExactly("Vorbis", "Opus");
        assertThat(office.catalog().codecs()).contains(new Count("Vorbis", 1), new Count("Opus", 1));
    }

    @Test
    void largeClusterHasAllItsEntries() {
        for (int n = 0; n < 100; n++) {
            office.touch(office.sid("Network", "http://n" + n + ".example/a"), "", 1);
        }
        Station network = office.find(ALL.of("network")).stations().get(0);

        assertThat(network.entries()).hasSize(100).doesNotHaveDuplicates();
        assertThat(network.listeners()).isEqualTo(100);
    }
}
