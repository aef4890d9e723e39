package org.icefloe.site.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.SampleCatalogs;
import org.icefloe.directory.catalog.Verdict;
import org.icefloe.rest.ClientAddress;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class DirectoryPlaylistsTest {
    private static final String NAME = "Nørd & <b>Licht</b>";

    private final Catalog catalog = SampleCatalogs.fresh(1_000);
    private final InProcess server = FedSite.of(catalog);
    private String station = "";
    private String mirror = "";

    @BeforeEach
    void list() {
        SampleCatalogs.add(catalog, NAME, "http://a.example:8000/live.mp3?a=1&b=2");
        mirror = SampleCatalogs.add(catalog, NAME, "http://b.example:8000/live.mp3");
        station = SampleCatalogs.id(catalog, "licht");
    }

    private Reply listen(String ending) {
        return server.get("directory/stations/" + station + "/listen." + ending).send();
    }

    @Test
    void m3uHasEveryStreamOfTheStationByItsName() {
        Reply reply = listen("m3u");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("audio/x-mpegurl");
        assertThat(reply.header("content-disposition")).isEqualTo("attachment; filename=\"n-rd-b-licht-b.m3u\"");
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(reply.body())
                .isEqualTo("#EXTM3U\r\n#EXTINF:-1," + NAME + "\r\nhttp://a.example:8000/live.mp3?a=1&b=2\r\n"
                        + "#EXTINF:-1," + NAME + "\r\nhttp://b.example:8000/live.mp3\r\n");
    }

    @Test
    void plsNumbersThem() {
        Reply reply = listen("pls");

        assertThat(reply.header("content-type")).isEqualTo("audio/x-scpls");
        assertThat(reply.header("content-disposition")).endsWith(".pls\"");
        assertThat(reply.body())
                .isEqualTo("[playlist]\r\nNumberOfEntries=2\r\n"
                        + "File1=http://a.example:8000/live.mp3?a=1&b=2\r\nTitle1=" + NAME + "\r\nLength1=-1\r\n"
                        + "File2=http://b.example:8000/live.mp3\r\nTitle2=" + NAME + "\r\nLength2=-1\r\n"
                        + "Version=2\r\n");
    }

    @Test
    void xspfTellsWhatTheyAre() throws Exception {
        Reply reply = listen("xspf");
        Document document = FedSite.parse(reply.body());

        assertThat(reply.header("content-type")).isEqualTo("application/xspf+xml; charset=UTF-8");
        assertThat(FedSite.texts(document, "location"))
                .containsExactly("http://a.example:8000/live.mp3?a=1&b=2", "http://b.example:8000/live.mp3");
        assertThat(FedSite.texts(document, "title")).containsExactly(NAME, NAME, NAME);
        assertThat(FedSite.texts(document, "info")).containsOnly("https://nordlicht.example/");
        assertThat(FedSite.texts(document, "annotation"))
                .contains("Stream Title: " + NAME + "\nStream Description: Slow sounds\nContent Type: audio/mpeg\n"
                        + "Bitrate: 128\nStream Genre: ambient, hip hop");
    }

    @Test
    void streamThatIsKnownToBeBadIsLeftOut() {
        catalog.check(mirror, Verdict.SILENT, "it does not answer");

        assertThat(listen("m3u").body()).contains("a.example").doesNotContain("b.example");
    }

    @Test
    void lineBreaksAndMarkupOfANameStayInTheirLine() throws Exception {
        SampleCatalogs.add(catalog, "Evil\r\nhttp://evil.example/\u2028]]>\u0000", "http://c.example/");
        String evil = SampleCatalogs.id(catalog, "evil");

        String base = "directory/stations/" + evil + "/listen.";
        assertThat(server.get(base + "m3u").send().body().split("\r\n|\r|\n")).hasSize(3);
        assertThat(server.get(base + "pls").send().body().split("\r\n|\r|\n")).hasSize(6);
        assertThat(FedSite.texts(FedSite.parse(server.get(base + "xspf").send().body()), "location"))
                .containsExactly("http://c.example/");
    }

    @Test
    void whoFetchesOneHasClicked() {
        server.head("directory/stations/" + station + "/listen.m3u").send();
        assertThat(catalog.clicks(station)).isZero();
        listen("m3u");
        listen("pls");
        assertThat(catalog.clicks(station)).isEqualTo(1);
        server.get("directory/stations/" + station + "/listen.xspf")
                .property(ClientAddress.PROPERTY, "192.0.2.8")
                .send();
        assertThat(catalog.clicks(station)).isEqualTo(2);
    }

    @Test
    void clickIsAnsweredWithNothing() {
        Reply reply = server.post("directory/stations/" + station + "/clicks").send();

        assertThat(reply.status()).isEqualTo(204);
        assertThat(catalog.clicks(station)).isEqualTo(1);
        assertThat(server.post("directory/stations/" + station + "/clicks")
                        .send("anything")
                        .status())
                .isEqualTo(204);
        assertThat(catalog.clicks(station)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcdef01234567", "%00", "%3Cb%3E", "-1"})
    void stationThatIsNotThereIsNotFound(String id) {
        assertThat(server.get("directory/stations/" + id + "/listen.m3u").send().status())
                .isEqualTo(404);
        assertThat(server.post("directory/stations/" + id + "/clicks").send().status())
                .isEqualTo(404);
    }

    @Test
    void clickByGetChangesNothing() {
        assertThat(server.get("directory/stations/" + station + "/clicks")
                        .send()
                        .status())
                .isEqualTo(405);
        assertThat(catalog.clicks(station)).isZero();
    }

    @Test
    void searchFindsAStreamOfEachStation() {
        SampleCatalogs.add(catalog, "Südwind", "http://c.example/", "genre", "jazz", "type", "application/ogg");

        assertThat(server.get("directory/listen.m3u").send().body())
                .contains("http://a.example:8000/", "http://c.example/")
                .doesNotContain("b.example");
        assertThat(server.get("directory/listen.pls?q=suedwind").send().body()).contains("NumberOfEntries=0");
        Reply found = server.get("directory/listen.pls?q=sudw%C4%B1nd%20%20SUDWIND&genre=&q=SUD&genre=jazz&codec=ogg")
                .send();
        assertThat(found.body()).contains("NumberOfEntries=1", "File1=http://c.example/");
        assertThat(found.header("content-disposition")).isEqualTo("attachment; filename=\"stations.pls\"");
        assertThat(catalog.clicks(station)).isZero();
    }

    @Test
    void searchFindsFiveHundredStationsAtMost() {
        for (int n = 0; n < 600; n++) {
            SampleCatalogs.add(catalog, "Station " + n, "http://a.example/" + n);
        }

        assertThat(server.get("directory/listen.pls").send().body()).contains("NumberOfEntries=500\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order=best | order: expected listeners or newest",
                "q={long} | q: has more than 200 characters",
                "genre={long} | genre: has more than 200 characters",
            })
    void parameterThatMeansNothingIsRefused(String query, String sentence) {
        Reply reply = server.get("directory/listen.m3u?" + query.replace("{long}", "x".repeat(201)))
                .send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo(sentence + "\r\n");
    }
}
