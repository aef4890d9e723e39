package org.icefloe.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.icefloe.format.StreamInfo;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.Mount;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeResourceTest {
    private final Station station = new Station();

    @Test
    void emptyServerSaysHowToBegin() {
        assertThat(home().body())
                .contains("Nothing is on air yet.")
                .contains("-f mp3 icecast://source:PASSWORD@radio.example.org:8000/live.mp3</code>")
                .doesNotContain("<article");
    }

    @Test
    void withoutAStreamPortTheFirstSourceGoesToTheDoor() {
        String page =
                server(0, "https://radio.example.org/icefloe/").get("").send().body();

        assertThat(page).contains("-T - https://radio.example.org/icefloe/live.mp3</code>");
    }

    @Test
    void streamIsShownWithAllThatIsKnownOfIt() {
        Mount mount = station.begin(
                "/m.mp3",
                "audio/mpeg",
                Map.of(
                        "icy-name", "Nordlicht FM",
                        "icy-genre", "Ambient",
                        "icy-description", "Slow sounds",
                        "icy-url", "https://nordlicht.example/",
                        "icy-br", "128"));
        mount.titles().announce("Biosphere - Poa Alpina");
        mount.tryEnter();

        assertThat(home().body())
                .contains("<h2>Nordlicht FM</h2>")
                .contains(">Ambient</p>")
                .contains(">Slow sounds</p>")
                .contains("<strong data-live=\"playing\">Biosphere - Poa Alpina</strong>")
                .contains("<dd data-live=\"listeners\">1</dd>")
                .contains("<span>MP3</span>", "<span>128 kbit/s</span>")
                .contains("src=\"http://radio.example.org:8000/m.mp3\"")
                .contains("aria-label=\"Player for Nordlicht FM\"")
                .contains("href=\"https://nordlicht.example/\"")
                .contains("data-mount=\"/m.mp3\"");
    }

    @Test
    void streamWithoutANameIsCalledByItsMount() {
        station.begin("/m.mp3", "audio/mpeg", Map.of("icy-name", " "));

        assertThat(home().body()).contains("<h2>/m.mp3</h2>").contains("class=\"playing silent\"");
    }

    @Test
    void hiddenMountIsLeftOut() {
        station.hide("/h.mp3");
        station.begin("/h.mp3", "audio/mpeg", Map.of());

        assertThat(home().body()).doesNotContain("h.mp3").contains("Nothing is on air yet.");
    }

    @Test
    void mostHeardStreamComesFirst() {
        station.begin("/a.mp3", "audio/mpeg", Map.of());
        station.begin("/b.mp3", "audio/mpeg", Map.of()).tryEnter();

        assertThat(home().body()).containsSubsequence("<h2>/b.mp3</h2>", "<h2>/a.mp3</h2>");
    }

    @Test
    void hostileWordsAreTextAndNothingElse() {
        String hostile = "</h2><script>alert('1')</script>\"' onload=x ${7*7} [[${1234*5678}]]";
        station.begin(
                        "/m.mp3",
                        "audio/mpeg",
                        Map.of("icy-name", hostile, "icy-genre", hostile, "icy-description", hostile))
                .titles()
                .announce(hostile);

        assertThat(home().body())
                .doesNotContain("<script>", "alert('1')", "\"' onload", "7006652")
                .contains("&lt;/h2&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&#39; onload=x ${7*7}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "ftp://x/", "//x/", "https://a b/", "x"})
    void websiteThatIsNoneGetsNoLink(String url) {
        station.begin("/m.mp3", "audio/mpeg", Map.of("icy-url", url));

        assertThat(home().body()).doesNotContain("Website", "href=\"" + url);
    }

    @Test
    void hostileMountNameStaysInItsAttribute() {
        station.begin("/x\"><img src=y>.mp3", "audio/mpeg", Map.of());

        assertThat(home().body())
                .contains("data-mount=\"/x&quot;&gt;&lt;img src=y&gt;.mp3\"")
                .contains("src=\"http://radio.example.org:8000/x%22%3E%3Cimg%20src=y%3E.mp3\"");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080/,            8000, http://127.0.0.1:8000/m.mp3",
        "http://radio.example.org/icefloe/, 8000, http://radio.example.org:8000/m.mp3",
        "http://[::1]:8080/,                8000, http://[::1]:8000/m.mp3",
        "http://under_score:8080/,          8000, http://set.example.org:8000/m.mp3",
        "http://127.0.0.1:8080/,            0,    http://127.0.0.1:8080/m.mp3",
        "http://radio.example.org/icefloe/, 0,    http://radio.example.org/icefloe/m.mp3",
        "https://radio.example.org/icefloe/,8000, https://radio.example.org/icefloe/m.mp3",
    })
    void playerLeadsToADoorThatTheBrowserCanReach(String base, int streamPort, String address) {
        station.begin("/m.mp3", "audio/mpeg", Map.of());

        assertThat(server(streamPort, base).get("").send().body()).contains("src=\"" + address + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "audio/mpeg,             MP3",
        "audio/aacp,             AAC",
        "application/ogg,        Ogg",
        "audio/webm;codecs=opus, WEBM",
        "video/x-matroska,       MATROSKA",
    })
    void formatIsNamedAsPeopleNameIt(String contentType, String name) {
        station.begin("/m", contentType, Map.of());

        assertThat(home().body()).contains("<span>" + name + "</span>");
    }

    @Test
    void layerTwoIsNotTakenForMp3() {
        FakeSource.intakeOf(station.begin("/dab", "audio/mpeg", Map.of()))
                .info(new StreamInfo(List.of("MP2"), 48_000, 2, 192_000));

        assertThat(home().body()).contains("<span>MP2</span>");
    }

    @Test
    void oggStreamIsNamedByItsCodecs() {
        FakeSource.intakeOf(station.begin("/t.ogv", "video/ogg", Map.of()))
                .info(new StreamInfo(List.of("Theora", "Vorbis"), 44_100, 2, 80_000));

        assertThat(home().body()).contains("<span>Theora + Vorbis</span>", "<span>80 kbit/s</span>");
    }

    @ParameterizedTest
    @CsvSource({"de,de", "de-AT,de", "'fr,de;q=0.5,en;q=0.1',de", "fr,en", "en-GB,en", "*,en"})
    void pageIsInTheLanguageAskedFor(String accepted, String language) {
        Reply reply = server(8000, "http://radio.example.org/")
                .get("")
                .header("Accept-Language", accepted)
                .send();

        assertThat(reply.header("content-language")).isEqualTo(language);
        assertThat(reply.header("vary")).isEqualTo("Accept-Language");
        assertThat(reply.body())
                .contains("<html lang=\"" + language + "\">")
                .contains(language.equals("de") ? "Noch ist nichts auf Sendung." : "Nothing is on air yet.");
    }

    @Test
    void pageMayLoadNothingFromElsewhere() {
        Reply reply = home();

        assertThat(reply.header("content-security-policy")).startsWith("default-src 'self'; media-src");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(reply.body()).doesNotContain("style=", "<style", "onclick", "javascript:");
    }

    @Test
    void linksOfThePageAreRelativeAndLeadToSomething() {
        String page = home().body();

        for (String link : List.of("site.css", "live.js", "icefloe.svg")) {
            String versioned = page.replaceAll("(?s)^.*\"(assets/" + link + "\\?v=[0-9a-f]{12})\".*$", "$1");
            Reply asset = server(8000, "http://radio.example.org/icefloe/")
                    .get(versioned)
                    .send();
            assertThat(asset.status()).as(versioned).isEqualTo(200);
            assertThat(asset.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        }
    }

    @Test
    void assetUnderAnotherVersionIsAskedForAgain() {
        InProcess server = server(8000, "http://radio.example.org/");
        Reply reply = server.get("assets/site.css?v=old").send();
        Reply again = server.get("assets/site.css")
                .header("If-None-Match", reply.header("etag"))
                .send();

        assertThat(reply.header("content-type")).isEqualTo("text/css; charset=utf-8");
        assertThat(reply.header("cache-control")).isEqualTo("no-cache");
        assertThat(again.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nix", "nix/%3Cb%3E", "assets/", "assets/nix", "assets/..%2fmessages%2fsite.properties"})
    void pathWhereNothingIsGetsIcecastsWords(String path) {
        Reply reply = server(8000, "http://radio.example.org/").get(path).send();

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.reason()).isEqualTo("File Not Found");
        assertThat(reply.body())
                .isEqualTo("<html><head><title>Error 404</title></head>"
                        + "<body><b>404 - The file you requested could not be found</b></body></html>\r\n");
        assertThat(reply.header("content-security-policy")).isNotEmpty();
    }

    private Reply home() {
        return server(8000, "http://radio.example.org/").get("").send();
    }

    @Test
    void pageLeadsToTheDirectoryIfThereIsOne() {
        String link = "<a class=\"button\" href=\"directory\">Radio directory</a>";

        assertThat(server(8000, "http://radio.example.org/", true)
                        .get("")
                        .send()
                        .body())
                .contains(link);
        assertThat(home().body()).doesNotContain(link);
    }

    private InProcess server(int streamPort, String base) {
        return server(streamPort, base, false);
    }

    private InProcess server(int streamPort, String base, boolean directory) {
        RestConfig application = Applications.of(station.authenticator());
        Site.addTo(application, station.mounts(), Applications.reachedAt("set.example.org", streamPort), directory);
        return InProcess.of(application, base);
    }
}
