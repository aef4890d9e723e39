package org.icefloe.site.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.icefloe.directory.catalog.Verdict;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.StreamAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontResourceTest {
    private final DirectorySite site = new DirectorySite();

    @Test
    void emptyDirectorySaysHowAStreamComesThere() {
        String page = new DirectorySite("https://yp.example/icefloe/")
                .get("directory")
                .body();

        assertThat(page)
                .contains("No station is listed yet.")
                .contains("&lt;yp-url&gt;https://yp.example/icefloe/cgi-bin/yp-cgi&lt;/yp-url&gt;")
                .contains("icefloe.directory.announce=https://yp.example/icefloe/cgi-bin/yp-cgi</code>")
                .doesNotContain("<form", "class=\"stations\"", "id=\"found\"", "<details");
    }

    /** The same as JSON and the feed tell. */
    @ParameterizedTest
    @CsvSource({
        ",                              false, http://inner.example:8080/radio, inner.example",
        ",                              true,  https://proxy.example/radio,     proxy.example",
        "https://public.example/stream, false, https://public.example/stream,   public.example",
        "https://public.example/stream, true,  https://public.example/stream,   public.example",
    })
    void stationsAreToldTheAddressThatIsSetOrElseThatOfTheVisitor(
            @Nullable URI publicUrl, boolean byProxy, String root, String host) {
        DirectorySite there = new DirectorySite(
                "http://inner.example:8080/radio/",
                new StreamAddress(() -> Optional.ofNullable(publicUrl), () -> "set.example", 8000));
        String page = (byProxy ? there.getByProxy("directory") : there.get("directory")).body();

        assertThat(page)
                .contains("&lt;yp-url&gt;" + root + "/cgi-bin/yp-cgi&lt;/yp-url&gt;")
                .contains("icefloe.directory.announce=" + root + "/cgi-bin/yp-cgi</code>")
                .contains("<title>" + host + " – ");
    }

    @Test
    void stationIsShownWithAllThatIsKnownOfIt() {
        String sid = site.list("Nordlicht FM", "genre", "Ambient, Drone", "country", "no", "b", "192");
        site.touch(sid, "Biosphere - Poa Alpina", 1_234);
        site.catalog.check(sid, Verdict.ALIVE, "");

        assertThat(site.get("directory").body())
                .contains(">1 station</span>")
                .contains("href=\"directory/stations/" + site.id("nordlicht") + "\">Nordlicht FM</a></h2>")
                .contains(">Biosphere - Poa Alpina</p>")
                .contains("<li dir=\"auto\">ambient</li>", "<li dir=\"auto\">drone</li>")
                .contains("<dd>1,234 listeners</dd>", "<span>MP3</span>", "<span>192 kbit/s</span>", "<dd>Norway</dd>")
                .contains("rel=\"external nofollow noopener\" href=\"http://stream.example:8000/Nordlicht+FM\"")
                .contains("data-type=\"audio/mpeg\"", "aria-label=\"Listen to Nordlicht FM\"")
                .contains("href=\"directory/stations/" + site.id("nordlicht") + "/listen.m3u\"")
                .contains("List your station here")
                .doesNotContain("class=\"warning\"");
    }

    @Test
    void whatBelongsToTheServersAloneIsNotTold() {
        String sid = site.list("Nordlicht FM");
        String station = "directory/stations/" + site.id("nordlicht");

        assertThat(site.get("directory").body() + site.get(station).body()).doesNotContain(sid, "198.51.100.7");
    }

    @ParameterizedTest
    @CsvSource({
        "directory?q=harbour,                    Harbour Jazz",
        "directory?q=JAZZ+bop,                   Harbour Jazz",
        "directory?q=%20,                        'Harbour Jazz, Fjord, Gebirge'",
        "directory?genre=Ambient,                'Fjord, Gebirge'",
        "directory?codec=opus,                   Fjord",
        "directory?language=de,                  Gebirge",
        "directory?country=AT,                   Gebirge",
        "directory?genre=ambient&q=fjord,        Fjord",
        "directory?genre=ambient&codec=FLAC,     ''",
        "directory?q=fjord&q=gebirge,            Gebirge",
        "directory?order=listeners,              'Harbour Jazz, Fjord, Gebirge'",
        "directory?order=newest,                 'Gebirge, Fjord, Harbour Jazz'",
        "directory?genre=ambient&order=newest,   'Gebirge, Fjord'",
        "directory?nix=1&q=%00%0A&genre,          'Harbour Jazz, Fjord, Gebirge'",
    })
    void searchFindsWhatItsParametersSay(String target, String names) {
        site.touch(site.list("Harbour Jazz", "genre", "jazz", "desc", "Bop by the sea"), "", 3);
        site.now = site.now.plus(Duration.ofMinutes(1));
        site.touch(site.list("Fjord", "type", "application/ogg", "stype", "opus"), "", 2);
        site.now = site.now.plus(Duration.ofMinutes(1));
        site.touch(site.list("Gebirge", "language", "deutsch", "country", "at"), "", 1);

        assertThat(site.names(target)).isEqualTo(names);
    }

    @Test
    void nothingFoundIsSaid() {
        site.list("Fjord");

        assertThat(site.get("directory?q=nix").body())
                .contains("No station is like that.", ">No stations</span>", "value=\"nix\"")
                .contains("<title>nix – Radio directory</title>")
                .doesNotContain("No station is listed yet.");
    }

    @Test
    void whatIsChosenIsShownAndCanBeTakenBack() {
        site.list("Fjord", "language", "no", "country", "no");
        String page = site.get("directory?genre=Ambient&q=fjord&codec=MP3&language=no&country=NO&order=newest")
                .body();

        assertThat(page)
                .contains("<input type=\"hidden\" name=\"genre\" form=\"search\" value=\"Ambient\">")
                .contains("value=\"MP3\" selected=\"selected\">MP3 (1)</option>")
                .contains("value=\"NO\" selected=\"selected\">Norway (1)</option>")
                .contains("value=\"no\" selected=\"selected\">Norwegian (1)</option>")
                .contains("value=\"newest\" selected=\"selected\"")
                .containsPattern("aria-current=\"true\"|href=\"directory\\?q=fjord&amp;codec=MP3&amp;language=no")
                .contains("href=\"directory?q=fjord&amp;codec=MP3&amp;language=no&amp;country=NO&amp;order=newest\"");
    }

    @Test
    void choiceThatNoStationHasIsShownToo() {
        site.list("Fjord");

        assertThat(site.get("directory?codec=NSV&genre=%3Cb%3E").body())
                .contains("value=\"NSV\" selected=\"selected\">NSV (0)</option>")
                .contains("<bdi>&lt;b&gt;</bdi>");
    }

    @Test
    void thirtyGenresAreShownAndAllOnAPageOfTheirOwn() {
        for (int i = 100; i < 132; i++) {
            site.list("Station " + i, "genre", "genre" + i);
        }

        assertThat(chips(site.get("directory").body())).hasSize(30).doesNotContain("genre131");
        assertThat(site.get("directory").body()).contains("href=\"directory/genres\"");
        Reply all = site.get("directory/genres");
        assertThat(chips(all.body())).hasSize(32).contains("genre131");
        assertThat(all.body()).contains("32 genres", "href=\"../directory?genre=genre131\"");
    }

    @Test
    void rareGenreThatIsChosenComesFirst() {
        for (int i = 100; i < 132; i++) {
            site.list("Station " + i, "genre", "genre" + i);
        }

        assertThat(chips(site.get("directory?genre=genre131").body()))
                .hasSize(31)
                .startsWith("genre131");
    }

    private static List<String> chips(String page) {
        return Pattern.compile("<bdi>([^<]*)</bdi>")
                .matcher(page)
                .results()
                .map((MatchResult chip) -> chip.group(1))
                .toList();
    }

    @Test
    void pagesFollowOneAnother() {
        for (int i = 0; i < 2 * FrontResource.PAGE_SIZE + 1; i++) {
            site.list("Station " + i);
        }

        assertThat(site.get("directory?genre=ambient").body())
                .contains("Page 1 of 3", "href=\"directory?genre=ambient&amp;page=2\"", ">61 stations</span>")
                .doesNotContain("rel=\"prev\"");
        assertThat(site.get("directory?page=2").body())
                .contains("Page 2 of 3", "rel=\"prev\"", "href=\"directory?page=3\"");
        assertThat(site.get("directory?page=3").body()).contains("Page 3 of 3").doesNotContain("rel=\"next\"");
        assertThat(site.names("directory?page=1") + site.names("directory?page=2") + site.names("directory?page=3"))
                .contains("Station 0", "Station 60");
        assertThat(site.names("directory?page=999999")).isEqualTo(site.names("directory?page=3"));
        assertThat(site.names("directory?page=3")).isNotEmpty().doesNotContain(",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=-1", "page=x", "page=1.5", "page=99999999999", "page=1%00x", "order=x%0Ay"})
    void parameterThatIsNoneIsRefusedInASentence(String query) {
        Reply refused = site.get("directory?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("content-type")).startsWith("text/plain");
        assertThat(refused.body()).matches("(page: expected a whole number|order: expected listeners or newest).*\r\n");
    }

    @Test
    void veryLongWordsAreRefused() {
        Reply refused = site.get("directory?q=" + "x".repeat(20_000));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("q: has more than 200 characters\r\n");
    }

    @Test
    void hostileWordsAreTextAndNothingElse() {
        String hostile = "</h2><script>alert(1)</script>\"' onload=x ${7*7} [[${1234*5678}]]";
        String sid = site.list(
                hostile,
                "genre",
                "a&b\"' onload=x,<script>",
                "desc",
                hostile,
                "language",
                "<script>alert(1)</script>",
                "listenurl",
                "http://stream.example/\"><script>alert(1)</script>",
                "url",
                "http://station.example/\"><script>alert(1)</script>");
        site.touch(sid, hostile, 1);
        String station = "directory/stations/" + site.id("script");

        for (String target : List.of("directory", station, "directory?q=%3Cscript%3Ealert(1)")) {
            assertThat(site.get(target).body())
                    .as(target)
                    .doesNotContain("<script>", "\"' onload", "7006652", "${49}")
                    .contains("&lt;script&gt;");
        }
        assertThat(site.get("directory/genres").body())
                .doesNotContain("<script>", "\"' onload")
                .contains("a&amp;b&quot;&#39; onload=x", "script");
    }

    @Test
    void stationThatDisappointsIsMarkedInWords() {
        String silent = site.list("Silent");
        String other = site.list("Other");
        site.catalog.check(silent, Verdict.SILENT, "It does not answer.");
        site.catalog.check(other, Verdict.OTHER, "It sends a page.");

        assertThat(site.get("directory").body())
                .contains("class=\"warning\"", "Does not answer at the moment", "Is not what it claims to be");
    }

    @ParameterizedTest
    @CsvSource({
        "application/ogg, opus,   'application/ogg; codecs=&quot;opus&quot;'",
        "application/ogg, '',     application/ogg",
        "audio/aacp,      '',     audio/aac",
        "audio/mpeg,      '',     audio/mpeg",
    })
    void browserIsToldWhatItWouldHaveToPlay(String type, String subtype, String asked) {
        site.list("Fjord", "type", type, "stype", subtype);

        assertThat(site.get("directory").body()).contains("data-type=\"" + asked + "\"");
    }

    @Test
    void typeIsThatOfTheStreamThatIsPlayed() {
        site.list("Fjord", "listenurl", "http://a.example/f", "type", "application/ogg", "stype", "Vorbis");
        site.list("Fjord", "listenurl", "https://b.example/f", "type", "application/ogg", "stype", "Opus");

        assertThat(site.get("directory").body())
                .contains("<span>Vorbis + Opus</span>", "data-type=\"application/ogg; codecs=&quot;opus&quot;\"");
    }

    @Test
    void serverThatIsHadByTlsIsPlayedFirst() {
        site.list("Fjord", "listenurl", "http://a.example/fjord");
        site.list("Fjord", "listenurl", "https://b.example/fjord");

        assertThat(site.get("directory").body()).contains("href=\"https://b.example/fjord\"");
    }

    @ParameterizedTest
    @CsvSource({
        "de-AT, de, '1 Sender',   Norwegen, Norwegisch",
        "fr,    en, '1 station',  Norway,   Norwegian",
    })
    void pageIsInTheLanguageAskedFor(String asked, String language, String found, String country, String spoken) {
        site.list("Fjord", "language", "norwegian", "country", "no");
        Reply reply = site.get("directory", asked);

        assertThat(reply.header("content-language")).isEqualTo(language);
        assertThat(reply.header("vary")).isEqualTo("Accept-Language, Accept-Encoding");
        assertThat(reply.body()).contains("<html lang=\"" + language + "\">", found, country, spoken);
    }

    @Test
    void languageInTheServersOwnWordsIsNamedByThem() {
        site.list("Fjord", "language", "Elvish and more");

        assertThat(site.get("directory").body()).contains(">Elvish and more (1)</option>");
        assertThat(site.names("directory?language=elvish+and+more")).isEqualTo("Fjord");
    }

    @ParameterizedTest
    @CsvSource({
        "directory,  href=\"assets/",
        "directory/, href=\"../assets/",
        "directory/, href=\"../directory?genre=ambient",
        "directory/, action=\"../directory",
        "directory/genres/, href=\"../../directory?genre=ambient",
    })
    void linksLeadToTheRootFromWhereverTheyAre(String target, String link) {
        site.list("Fjord");

        assertThat(site.get(target).body()).contains(link);
    }

    @Test
    void pageRunsScriptsOfOursOnlyAndPlaysFromAnywhere() {
        site.list("Fjord");
        Reply reply = site.get("directory");

        assertThat(reply.header("content-security-policy"))
                .startsWith("default-src 'self'; media-src http: https:;")
                .doesNotContain("unsafe");
        assertThat(reply.body())
                .contains("type=\"application/atom+xml\" href=\"directory/new.atom\"")
                .doesNotContain("style=", "<style", "onclick", "javascript:");
    }
}
