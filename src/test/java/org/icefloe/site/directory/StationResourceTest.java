package org.icefloe.site.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.icefloe.directory.catalog.Verdict;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StationResourceTest {
    private final DirectorySite site = new DirectorySite();

    private Reply page(String words) {
        return site.get("directory/stations/" + site.id(words));
    }

    @Test
    void pageShowsAllThatIsKnown() {
        String sid = site.list(
                "Nordlicht FM",
                "genre",
                "Ambient, R&B",
                "desc",
                "Slow sounds",
                "url",
                "https://nordlicht.example/",
                "samplerate",
                "44100",
                "channels",
                "2",
                "language",
                "nor",
                "country",
                "no");
        site.touch(sid, "Biosphere - Poa Alpina", 12);
        site.now = site.now.plus(Duration.ofHours(3));
        String address = "../../directory/stations/" + site.id("nordlicht");

        assertThat(page("nordlicht").body())
                .contains("<title>Nordlicht FM – Radio directory</title>", "<h1 dir=\"auto\">Nordlicht FM</h1>")
                .contains(">Biosphere - Poa Alpina</strong>", ">Slow sounds</p>")
                .contains("rel=\"external nofollow noopener\" href=\"https://nordlicht.example/\"")
                .contains("href=\"../../directory?genre=ambient\"", "href=\"../../directory?genre=r%26b\"")
                .contains("<dd>MP3</dd>", "<dd>128 kbit/s</dd>", "<dd>44,100 Hz</dd>", "<dd>Stereo</dd>")
                .contains(">Norwegian</dd>", "<dd>Norway</dd>")
                .contains("<time datetime=\"2026-11-20T17:00:00Z\">3 hours ago</time>")
                .contains("data-page=\"" + address + "\"")
                .contains(address + "/listen.m3u", address + "/listen.pls", address + "/listen.xspf")
                .contains("href=\"../../assets/site.css", "href=\"../../directory/new.atom\"", "href=\"../../.\"");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        site.list("Bare", "genre", "", "b", "");

        assertThat(page("bare").body())
                .contains("class=\"playing silent\"")
                .doesNotContain("Website", "kbit/s", " Hz", "Channels", "<dt>Language", "<dt>Country");
    }

    @Test
    void eachServerSaysHowItFares() {
        String alive = site.list("Fjord", "listenurl", "http://a.example/f");
        String silent = site.list("Fjord", "listenurl", "http://b.example/f");
        site.list("Fjord", "listenurl", "http://c.example/f");
        site.touch(alive, "", 1);
        site.catalog.check(alive, Verdict.ALIVE, "");
        site.catalog.check(silent, Verdict.SILENT, "It answers with <404>.");
        site.now = site.now.plus(Duration.ofMinutes(1));
        String servers = page("fjord").body().replaceAll("(?s)^.*id=\"servers\"", "");

        assertThat(servers)
                .contains("href=\"http://a.example/f\"", "href=\"http://b.example/f\"", "href=\"http://c.example/f\"")
                .contains("1 listener<", "No listeners<", "Answers.", "Not checked yet.", "1 minute ago")
                .containsOnlyOnce("Does not answer at the moment")
                .contains("lang=\"en\">It answers with &lt;404&gt;.</p>");
    }

    @Test
    void hundredServersAreShownAtMostTheGoodOnesFirst() {
        for (int server = 0; server < 130; server++) {
            String sid = site.list("Fjord", "listenurl", "http://a.example/" + server + "/");
            site.touch(sid, "", 10);
            site.catalog.check(sid, server < 20 ? Verdict.SILENT : Verdict.UNCHECKED, "");
            if (server == 129) {
                site.catalog.check(sid, Verdict.ALIVE, "");
            }
            site.now = site.now.plusMillis(1);
        }
        String page = page("fjord").body();
        List<String> servers = Pattern.compile("data-key=\"http://a.example/(\\d+)/\"")
                .matcher(page)
                .results()
                .map(server -> server.group(1))
                .toList();

        assertThat(servers).hasSize(100).startsWith("129", "20", "21").endsWith("118");
        assertThat(page)
                .contains("And 30 more servers.", "Servers that are not shown below are not counted.")
                .contains("At most 1,000, now 1,100")
                .contains("<dd>1,100</dd>");
    }

    @Test
    void fewServersAreAllShown() {
        site.list("Fjord", "listenurl", "http://a.example/f");

        assertThat(page("fjord").body()).doesNotContain("more server", "not counted");
    }

    @Test
    void deadStationIsMarkedAndPlayedWhereItIsNotDead() {
        String dead = site.list("Fjord", "listenurl", "http://a.example/f");
        site.list("Fjord", "listenurl", "http://b.example/f");
        site.catalog.check(dead, Verdict.OTHER, "It sends a page.");

        assertThat(page("fjord").body())
                .contains("class=\"play\" rel=\"external nofollow noopener\" href=\"http://b.example/f\"");
    }

    @Test
    void listenersOfTheDayAreDrawnAndTold() {
        String sid = site.list("Fjord");
        site.touch(sid, "", 2_000);
        site.now = site.now.plus(Duration.ofMinutes(20));
        site.touch(sid, "", 1_000);

        assertThat(page("fjord").body())
                .contains("<title id=\"graph-title\">Listeners over the last day</title>")
                .contains("<desc id=\"graph-desc\">At most 2,000, now 1,000</desc>")
                .contains("d=\"M705 4H710M715 82H720\"")
                .contains("d=\"M705 160V4H710V160ZM715 160V82H720V160Z\"")
                .containsSubsequence(">17:20</time>", "<td>1,000</td>", ">17:00</time>", "<td>2,000</td>");
    }

    @Test
    void listenersOfAServerThatIsNotWhatItClaimsAreNotDrawn() {
        site.touch(site.list("Fjord", "listenurl", "http://a.example/f"), "", 5);
        String bad = site.list("Fjord", "listenurl", "http://b.example/f");
        site.touch(bad, "", 900);
        site.catalog.check(bad, Verdict.OTHER, "It sends a page.");

        assertThat(page("fjord").body()).contains("<desc id=\"graph-desc\">At most 5, now 5</desc>");
    }

    @Test
    void whatWasADayAgoIsNotDrawn() {
        String sid = site.list("Fjord");
        site.touch(sid, "", 5);
        site.now = site.now.plus(Duration.ofHours(24));

        assertThat(page("fjord").body()).contains("At most 0, now 5").doesNotContain("V160Z", "<table>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nix", "%00", "..%2F..%2Fetc", "%3Cscript%3E", "0123456789abcdef01234567"})
    void stationThatIsNotThereGetsIcecastsWords(String id) {
        Reply reply = site.get("directory/stations/" + id);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).contains("href=\"../../directory\"");
        assertThat(reply.body()).contains("404 - The file you requested could not be found");
    }

    @Test
    void pageIsInTheLanguageAskedFor() {
        site.list("Fjord");
        site.now = site.now.plus(Duration.ofDays(3));

        assertThat(site.get("directory/stations/" + site.id("fjord"), "de").body())
                .contains("vor 3 Tagen", "Hörer des letzten Tages", "Keine Hörer");
    }

    @ParameterizedTest
    @CsvSource({
        "search?q=a%20%26+b,            directory?q=a%20%26%20b",
        "search?q=a&genre=Rock&format=Ogg_Opus, directory?q=a&genre=Rock&codec=Opus",
        "search?format=AAC_,            directory?codec=AAC%2B",
        "genres,                        directory/genres",
        "search?search=jazz&x=1,        directory?q=jazz",
        "search,                        directory",
        "genres/Ambient,                directory?genre=Ambient",
        "by_genre/R%26B,                directory?genre=R%26B",
        "codecs/AAC+,                   directory?codec=AAC%2B",
        "by_format/Ogg_Vorbis,          directory?codec=Vorbis",
        "by_format/AAC_,                directory?codec=AAC%2B",
        "listen/4711/listen.m3u,        directory/stations/4711/listen.m3u",
        "listen/a%2Fb/listen.xspf,      directory/stations/a%2Fb/listen.xspf",
        "genres/%0D%0ASet-Cookie:x,     directory?genre=%0D%0ASet-Cookie%3Ax",
    })
    void oldLinkLeadsToTheSameHere(String old, String now) {
        Reply moved = new DirectorySite("https://yp.example/icefloe/").get(old);

        assertThat(moved.status()).isEqualTo(302);
        assertThat(moved.header("location")).isEqualTo("https://yp.example/icefloe/" + now);
    }

    /** So that no browser keeps where it leads: it may be elsewhere tomorrow, or the name that of a mount. */
    @ParameterizedTest
    @ValueSource(strings = {"search?q=a", "genres", "codecs/MP3", "listen/1/listen.m3u"})
    void oldLinkLeadsToWhereTheServerIsForOthers(String old) {
        DirectorySite proxied = new DirectorySite("http://inner.example:8080/radio/");
        DirectorySite set = new DirectorySite(
                "http://inner.example:8080/radio/", Applications.publicAt("https://public.example/streams"));

        assertThat(proxied.getByProxy(old).header("location")).startsWith("https://proxy.example/radio/directory");
        assertThat(set.get(old).header("location")).startsWith("https://public.example/streams/directory");
    }
}
