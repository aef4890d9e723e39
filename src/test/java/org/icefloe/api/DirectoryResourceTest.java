package org.icefloe.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.SampleCatalogs;
import org.icefloe.directory.catalog.Verdict;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryResourceTest {
    private static final String HERE = "http://directory.example:8000/";

    private final Catalog catalog = SampleCatalogs.fresh(1_000);
    private final InProcess server = server();

    private InProcess server() {
        RestConfig application = Applications.of(new Station().authenticator());
        DirectoryResource resource = new DirectoryResource(catalog, Applications.reachedAt("set.example", 8000));
        return InProcess.of(application.serve(DirectoryResource.class, resource), HERE);
    }

    private Reply get(String path) {
        return server.get("api/v1/directory/" + path).send();
    }

    private JsonNode json(String path) throws Exception {
        Reply reply = get(path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return new ObjectMapper().readTree(reply.body());
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.get("stations").forEach(station -> names.add(station.get("name").asText()));
        return names;
    }

    @Test
    void stationIsToldWithAllThatIsKnown() throws Exception {
        String sid = SampleCatalogs.add(
                catalog, "Nordlicht <b>", "http://a.example/live.mp3", "language", "German", "country", "at");
        SampleCatalogs.touch(catalog, sid, "Björk - Jóga", 7);
        String id = SampleCatalogs.id(catalog, "nordlicht");
        catalog.click(id, "192.0.2.1");
        JsonNode station = json("stations").get("stations").get(0);

        assertThat(station.get("id").asText()).isEqualTo(id);
        assertThat(station.get("name").asText()).isEqualTo("Nordlicht <b>");
        assertThat(station.get("genres").toString()).isEqualTo("[\"ambient\",\"hip hop\"]");
        assertThat(station.get("description").asText()).isEqualTo("Slow sounds");
        assertThat(station.get("homepage").asText()).isEqualTo("https://nordlicht.example/");
        assertThat(station.get("type").asText()).isEqualTo("audio/mpeg");
        assertThat(station.get("codecs").toString()).isEqualTo("[\"MP3\"]");
        assertThat(station.get("bitrate").asInt()).isEqualTo(128);
        assertThat(station.get("samplerate").asInt()).isEqualTo(44_100);
        assertThat(station.get("channels").asInt()).isEqualTo(2);
        assertThat(station.get("language").asText()).isEqualTo("de");
        assertThat(station.get("country").asText()).isEqualTo("AT");
        assertThat(station.get("listeners").asInt()).isEqualTo(7);
        assertThat(station.get("clicks").asInt()).isEqualTo(1);
        assertThat(station.get("song").asText()).isEqualTo("Björk - Jóga");
        assertThat(station.get("since").asText()).endsWith("Z");
        assertThat(station.get("verdict").asText()).isEqualTo("unchecked");
        assertThat(station.at("/links/self").asText()).isEqualTo(HERE + "api/v1/directory/stations/" + id);
        assertThat(station.at("/links/page").asText()).isEqualTo(HERE + "directory/stations/" + id);
        assertThat(station.at("/links/m3u").asText()).isEqualTo(HERE + "directory/stations/" + id + "/listen.m3u");
        assertThat(station.has("entries")).isFalse();
    }

    @Test
    void oneStationHasItsStreams() throws Exception {
        String sid = SampleCatalogs.add(catalog, "Nordlicht", "http://a.example/live.mp3");
        SampleCatalogs.add(catalog, "Nordlicht", "http://b.example/live.mp3");
        SampleCatalogs.touch(catalog, sid, "A - B", 7);
        catalog.check(sid, Verdict.OTHER, "a page of the web");
        JsonNode station = json("stations/" + SampleCatalogs.id(catalog, "nordlicht"));

        assertThat(station.get("name").asText()).isEqualTo("Nordlicht");
        assertThat(station.get("entries")).hasSize(2);
        JsonNode entry = station.get("entries").get(0);
        assertThat(entry.get("listenUrl").asText()).isEqualTo("http://a.example/live.mp3");
        assertThat(entry.get("listeners").asInt()).isEqualTo(7);
        assertThat(entry.get("maxListeners").asInt()).isEqualTo(100);
        assertThat(entry.get("song").asText()).isEqualTo("A - B");
        assertThat(entry.at("/check/verdict").asText()).isEqualTo("other");
        assertThat(entry.at("/check/words").asText()).isEqualTo("a page of the web");
        assertThat(entry.at("/check/at").asText()).endsWith("Z");
        assertThat(entry.at("/curve/step").asInt()).isEqualTo(600);
        assertThat(entry.at("/curve/points/0/listeners").asInt()).isEqualTo(7);
        assertThat(entry.at("/curve/points/0/began").asText()).endsWith("0:00Z");
        JsonNode other = station.get("entries").get(1);
        assertThat(other.get("maxListeners").isNull()).isTrue();
        assertThat(other.at("/check/at").isNull()).isTrue();
        assertThat(other.at("/check/verdict").asText()).isEqualTo("unchecked");
        assertThat(other.at("/curve/points")).isEmpty();
    }

    @Test
    void pagesLeadFromOneToTheNextUntilAllAreSeen() throws Exception {
        for (int n = 0; n < 45; n++) {
            SampleCatalogs.add(catalog, "Radio & {x} " + n, "http://a.example/" + n, "genre", "hip hop, a&b=c");
        }
        SampleCatalogs.add(catalog, "Radio elsewhere", "http://b.example/");
        Set<String> seen = new HashSet<>();
        String path = "stations?genre=hip+hop&q=%7Bx%7D%20&offset=&limit=20&limit=";
        for (int page = 0; page < 3; page++) {
            JsonNode found = json(path);
            assertThat(found.get("total").asInt()).isEqualTo(45);
            assertThat(found.get("offset").asInt()).isEqualTo(page * 20);
            assertThat(found.get("limit").asInt()).isEqualTo(20);
            seen.addAll(names(found));
            assertThat(seen).hasSize(Math.min(45, page * 20 + 20));
            String next = found.get("next").asText();
            assertThat(found.get("next").isNull()).isEqualTo(page == 2);
            path = next.replace(HERE + "api/v1/directory/", "");
        }
    }

    @Test
    void orderAndFilterAreThoseOfTheSearch() throws Exception {
        SampleCatalogs.touch(catalog, SampleCatalogs.add(catalog, "One", "http://a.example/1"), "", 5);
        SampleCatalogs.touch(
                catalog, SampleCatalogs.add(catalog, "Two", "http://a.example/2", "type", "audio/aac"), "", 9);

        assertThat(names(json("stations?order=listeners"))).containsExactly("Two", "One");
        JsonNode first = json("stations?utm_source=x&limit=1");
        assertThat(names(first)).containsExactly("Two");
        assertThat(first.at("/next").asText()).doesNotContain("utm_source");
        assertThat(names(json("stations?codec=mp3&order=newest"))).containsExactly("One");
        assertThat(names(json("stations?country=FR"))).isEmpty();
        assertThat(names(json("stations?offset=2147483647"))).isEmpty();
        assertThat(names(json("stations?limit=1"))).containsExactly("Two");
    }

    @ParameterizedTest
    @CsvSource({"genres, hip hop", "codecs, MP3", "languages, de", "countries, AT"})
    void countsAreToldMostFirst(String kind, String name) throws Exception {
        SampleCatalogs.add(catalog, "One", "http://a.example/1", "language", "de", "country", "AT");
        SampleCatalogs.add(catalog, "Two", "http://a.example/2", "language", "de", "country", "AT");
        SampleCatalogs.add(
                catalog,
                "3",
                "http://a.example/3",
                "genre",
                "x",
                "type",
                "audio/aac",
                "language",
                "fr",
                "country",
                "FR");
        JsonNode counts = json(kind);

        assertThat(counts.toString()).contains("{\"name\":\"" + name + "\",\"stations\":2}");
        assertThat(counts.get(0).get("stations").asInt()).isEqualTo(2);
        assertThat(json(kind + "?limit=1")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stations?limit=0 | limit: expected a whole number from 1 to 100",
                "stations?limit=101 | limit: expected a whole number from 1 to 100",
                "stations?limit=ten | limit: expected a whole number from 1 to 100",
                "stations?limit=%00 | limit: expected a whole number from 1 to 100",
                "stations?offset=-1 | offset: expected a whole number from 0 to 2147483647",
                "stations?offset=99999999999999999999 | offset: expected a whole number from 0 to 2147483647",
                "stations?order=%3Cb%3E | order: expected listeners or newest",
                "genres?limit=1001 | limit: expected a whole number from 1 to 1000",
            })
    void badParameterIsRefusedByItsName(String path, String sentence) {
        Reply reply = get(path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo(sentence + "\r\n");
    }

    @Test
    void hugeOrBinaryWordsAreNoFault() {
        assertThat(get("stations?q=" + "x".repeat(201)).status()).isEqualTo(400);
        assertThat(get("stations?q=%FF%00%F0%9F&q&&=&=").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stations/0123456789abcdef01234567", "stations/%00", "streams", "genres/x"})
    void whatIsNotThereIsNotFound(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void pagesOfEveryOriginMayReadItAndNobodyKeepsIt() {
        for (String path : List.of("stations", "genres")) {
            Reply reply = get(path);
            assertThat(reply.header("content-type")).startsWith("application/json");
            assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
            assertThat(reply.header("cache-control")).isEqualTo("no-cache, no-store");
        }
    }

    /** Links to a station outlive this server. */
    @Test
    void idIsMadeOfNameTypeAndBitrateForEver() {
        SampleCatalogs.add(catalog, "Nordlicht", "http://a.example/1");

        assertThat(SampleCatalogs.id(catalog, "nordlicht")).isEqualTo("08246ddd49f72e8fb22f6838");
    }

    @Test
    void nothingThatIsSecretIsInIt() {
        String sid = SampleCatalogs.add(catalog, "One", "http://a.example/1");

        assertThat(get("stations").body()).doesNotContain(sid, "198.51.100.7");
        assertThat(get("stations/" + SampleCatalogs.id(catalog, "one")).body()).doesNotContain(sid, "198.51.100.7");
    }

    @Test
    void nothingCanBeChangedHere() {
        assertThat(server.post("api/v1/directory/stations").send().status()).isEqualTo(405);
    }
}
