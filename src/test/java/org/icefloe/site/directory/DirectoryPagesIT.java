package org.icefloe.site.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.StockContainer;
import org.icefloe.testkit.clients.Browser;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.RunningSource;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory in a real browser, which holds its pages to their content security policy. */
class DirectoryPagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HOSTILE = "</h1><script>window.hit = 1</script><img src=x onerror='window.hit = 2'>\"";

    /** Others have listed theirs too. */
    private static final String ALL_FOUND =
            "return parseInt(document.querySelector('#found')?.textContent) >= " + SampleStations.STATIONS;

    @TempDir
    private static Path directory;

    private static Server server;
    private static Door door;
    private static SampleStations samples;
    private static Browser browser;

    /** The stream port, for a source. */
    private record Door(int streamPort) implements Target {
        @Override
        public String name() {
            return "java -jar";
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int shoutcastPort() {
            return 0;
        }

        @Override
        public String sourcePassword() {
            return Server.PASSWORD;
        }
    }

    @BeforeAll
    static void open() throws IOException {
        server = JarServer.in(directory)
                .option("--directory.serve=true")
                .option("--directory.probe-interval=0")
                .option("--directory.allow-private=true")
                .start();
        door = new Door(server.streamPort());
        browser = Browser.open();
        samples = new SampleStations(server.httpUri());
        samples.fill();
    }

    @AfterAll
    static void close() {
        browser.close();
        server.close();
    }

    @AfterEach
    void consoleIsQuietAndNobodyElseIsAsked() throws IOException {
        assertThat(browser.run("return [...new Set(performance.getEntriesByType('resource')"
                        + ".map(one => new URL(one.name).hostname))].join()"))
                .isEqualTo("127.0.0.1");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void searchNarrowsTheListWhileOneTypes() throws IOException {
        visitAll();
        browser.run("window.stays = true");

        type("q", "harb");
        awaitCount("10 stations");
        assertThat(browser.run("return document.querySelector('h2').textContent"))
                .isEqualTo("Harbour Jazz 10");
        assertThat(browser.run("return location.search")).isEqualTo("?q=harb");
        assertThat(browser.run("return document.title")).isEqualTo("harb – Radio directory");

        type("q", "harb jazz nix");
        awaitCount("No stations");
        type("q", "");
        awaitTruth(ALL_FOUND);
        assertThat(browser.run("return location.pathname + location.search + history.length + window.stays"))
                .matches("/directory\\d+true");
    }

    @Test
    void filtersAndOrderCanBeCombinedAndTakenBack() throws IOException {
        visitAll();
        browser.run("window.stays = true");

        browser.run("[...document.querySelectorAll('.chip')].find(chip => chip.dataset.key === 'ambient').click()");
        awaitCount("10 stations");
        type("codec", "MP3");
        type("country", "NO");
        type("order", "newest");
        awaitTruth("return location.search === '?codec=MP3&country=NO&order=newest&genre=ambient'");
        awaitTruth("return document.querySelector('h2').textContent.startsWith('Nordlicht')");
        assertThat(browser.run("return document.querySelector('.chip[aria-current]').dataset.key"))
                .isEqualTo("ambient");

        browser.run("document.querySelector('.chip[aria-current]').click()");
        awaitTruth("return location.search === '?codec=MP3&country=NO&order=newest'");
        browser.run("history.back()");
        awaitTruth("return document.querySelector('.chip[aria-current]') !== null");
        assertThat(browser.run("return document.querySelector('select[name=codec]').value + window.stays"))
                .isEqualTo("MP3true");
    }

    @Test
    void pagesAreTurnedWithoutAReload() throws IOException {
        visitAll();
        browser.run("window.stays = true; document.querySelector('[rel=next]').click()");

        awaitTruth("return document.querySelector('.paging').textContent.includes('Page 2 of ')");
        assertThat(browser.run("return document.activeElement.id + window.stays"))
                .isEqualTo("foundtrue");
    }

    @Test
    void linkLeadsKeyboardsPastTheFilters() throws IOException {
        visitAll();
        browser.run("document.querySelector('.skip').click()");

        awaitTruth("return document.activeElement.id === 'found'");
    }

    @Test
    void formWorksWithoutScripts() throws IOException {
        visitAll();
        browser.run("document.querySelector('#q').value = 'opus'; document.querySelector('#search').submit()");

        awaitTruth("return location.search.startsWith('?q=opus') && document.readyState === 'complete'");
        awaitCount("10 stations");
    }

    @Test
    void oneStationPlaysAtATimeWhateverTheListShows() throws IOException {
        try (RunningSource first = Ffmpeg.put(Sample.MP3).start(door, "/first.mp3");
                RunningSource second = Ffmpeg.put(Sample.MP3).start(door, "/second.mp3")) {
            String sid = samples.list("Heard First", door.mountUrl("/first.mp3").toString(), Map.of());
            samples.list("Heard Second", door.mountUrl("/second.mp3").toString(), Map.of());
            samples.touch(sid, "A - B", 3);
            awaitListed("heard", "2 stations");
            awaitOn("/first.mp3", "/second.mp3");

            press("Heard First");
            awaitSound("Heard First", "/first.mp3");
            assertThat(browser.run("return document.querySelector('[data-player=song]').textContent"))
                    .isEqualTo("A - B");
            type("q", "");
            awaitTruth("return document.querySelector('.paging') !== null");
            type("q", "heard");
            awaitCount("2 stations");
            assertThat(browser.run("return document.querySelector('audio').currentTime > 1"))
                    .isEqualTo("true");
            assertThat(pressed()).isEqualTo("Heard First");

            press("Heard Second");
            awaitSound("Heard Second", "/second.mp3");
            assertThat(pressed()).isEqualTo("Heard Second");
            press("Heard Second");
            awaitTruth("return document.querySelector('audio').paused");
            assertThat(pressed()).isEmpty();
            assertThat(first.isAlive() && second.isAlive()).isTrue();
        }
    }

    @Test
    void pageOfAStationPlaysItAndTellsWhatIsNew() throws IOException {
        try (RunningSource source = Ffmpeg.put(Sample.OPUS).start(door, "/alone.opus")) {
            String sid = samples.list(
                    "Alone",
                    door.mountUrl("/alone.opus").toString(),
                    Map.of("type", "application/ogg", "stype", "opus"));
            samples.touch(sid, "First Song", 1);
            awaitListed("alone", "1 station");
            browser.run("document.querySelector('h2 a').click()");
            awaitTruth("return document.querySelector('h1')?.textContent === 'Alone'");

            awaitOn("/alone.opus");
            press("Alone");
            awaitSound("Alone", "/alone.opus");
            samples.touch(sid, "<i>Second</i> Song", 7);
            await("the new song").atMost(PATIENCE).until(() -> {
                browser.run("document.dispatchEvent(new Event('visibilitychange'))");
                return browser.run("return document.querySelector('#moment strong').textContent + '|'"
                                + " + document.querySelector('[data-player=song]').textContent + '|'"
                                + " + document.querySelector('#facts dd').textContent")
                        .equals("<i>Second</i> Song|<i>Second</i> Song|7");
            });
            assertThat(browser.run("return document.querySelector('#graph desc').textContent"))
                    .isEqualTo("At most 7, now 7");
            assertThat(pressed()).isEqualTo("Alone");
            assertThat(source.isAlive()).isTrue();
        }
    }

    @Test
    void markupIsTextInEveryField() throws IOException {
        String sid = samples.list(
                "Hostile " + HOSTILE,
                "http://127.0.0.1:9/\"><script>window.hit=3</script>",
                Map.of(
                        "genre", "<script>window.hit=4</script>",
                        "desc", HOSTILE,
                        "url", "http://127.0.0.1:9/\"><img src=x onerror=\"window.hit=5\">",
                        "language", "<script>window.hit=6</script>",
                        "stype", HOSTILE));
        samples.touch(sid, HOSTILE, 1);
        awaitListed("hostile", "1 station");
        assertThat(text("h2")).isEqualTo("Hostile " + HOSTILE);
        assertThat(text(".song")).isEqualTo(HOSTILE);
        assertThat(text(".facts div:nth-child(2) dd span")).isEqualTo("MP3");
        assertThat(text("[name=language]")).doesNotContain("script");
        assertThat(browser.run("return document.querySelector('.play').dataset.name"))
                .isEqualTo("Hostile " + HOSTILE);
        assertThat(browser.run("return document.querySelector('.play').getAttribute('aria-label')"))
                .isEqualTo("Listen to Hostile " + HOSTILE);
        assertNothingRan();

        browser.run("document.querySelector('h2 a').click()");
        awaitTruth("return document.querySelector('h1')?.textContent.startsWith('Hostile')");
        assertThat(text("h1")).isEqualTo("Hostile " + HOSTILE);
        assertThat(text("#moment strong")).isEqualTo(HOSTILE);
        assertThat(text(".text")).isEqualTo(HOSTILE);
        assertThat(text("#facts")).contains("MP3").doesNotContain("Language", "script");
        assertThat(text(".chip")).isEqualTo("scriptwindow.hit=4");
        assertThat(text("#servers a")).isEqualTo("http://127.0.0.1:9/%22%3E%3Cscript%3Ewindow.hit=3%3C/script%3E");
        assertThat(browser.run("return document.querySelector('.actions a').href"))
                .isEqualTo("http://127.0.0.1:9/%22%3E%3Cimg%20src=x%20onerror=%22window.hit=5%22%3E");
        assertNothingRan();

        browser.visit(server.httpUri().resolve("directory/genres"));
        assertThat(text("main")).contains("scriptwindow.hit=4").doesNotContain("<");
        assertNothingRan();
    }

    private static String text(String selector) throws IOException {
        return browser.run("return document.querySelector('" + selector + "')?.textContent ?? 'nothing'");
    }

    /** To be asked on each page before it is left: what ran there is forgotten with it. */
    private static void assertNothingRan() throws IOException {
        assertThat(browser.run("return document.querySelectorAll('main img, main script, main iframe').length"
                        + " + String(window.hit)"))
                .isEqualTo("0undefined");
    }

    @Test
    void whatTheBrowserCannotPlayIsLeftToOtherPlayers() throws IOException {
        samples.list("Windows Media", "http://127.0.0.1:9/wma", Map.of("type", "audio/x-ms-wma"));
        awaitListed("windows media", "1 station");

        assertThat(browser.run("const play = document.querySelector('.play');"
                        + "return play.getAttribute('role') + play.pathname.replace(/[0-9a-f]{24}/, 'ID')"))
                .isEqualTo("null/directory/stations/ID/listen.m3u");
        assertThat(browser.run("return document.querySelector('.elsewhere').hidden"))
                .isEqualTo("false");
    }

    @Test
    void pagesWorkUnderAContextPath(@TempDir Path home) throws IOException {
        Map<String, String> settings =
                Map.of("ICEFLOE_DIRECTORY_SERVE", "true", "ICEFLOE_DIRECTORY_ALLOW_PRIVATE", "true");
        try (Server tomcat = StockContainer.TOMCAT_10_1.start(home, "radio", settings)) {
            SampleStations there = new SampleStations(tomcat.httpUri());
            there.list("Fjord", "http://127.0.0.1:9/fjord", Map.of());
            await("the station").atMost(PATIENCE).until(() -> {
                browser.visit(tomcat.httpUri().resolve("by_genre/test"));
                return count().equals("1 station");
            });

            assertThat(browser.run("return location.href"))
                    .isEqualTo(tomcat.httpUri().resolve("directory?genre=test").toString());
            assertThat(browser.run("return getComputedStyle(document.querySelector('.play')).borderRadius"))
                    .isEqualTo("50%");
            type("q", "nix");
            awaitCount("No stations");
            type("q", "");
            awaitCount("1 station");
            browser.run("document.querySelector('h2 a').click()");
            awaitTruth("return document.querySelector('h1')?.textContent === 'Fjord'");
            assertThat(browser.run("return getComputedStyle(document.querySelector('.sheet')).display"))
                    .isEqualTo("grid");
            browser.visit(tomcat.httpUri());
            browser.run("document.querySelector('nav a').click()");
            awaitCount("1 station");
        }
    }

    /** What is listed is found after a while. */
    private static void visitAll() {
        await(ALL_FOUND).atMost(PATIENCE).until(() -> {
            browser.visit(server.httpUri().resolve("directory"));
            return browser.run(ALL_FOUND).equals("true");
        });
    }

    private static void awaitListed(String words, String count) {
        await(words).atMost(PATIENCE).until(() -> {
            browser.visit(server.httpUri().resolve("directory?q=" + words.replace(' ', '+')));
            return count().equals(count);
        });
    }

    private static String count() throws IOException {
        return browser.run("return document.querySelector('#found')?.textContent ?? ''");
    }

    private static void awaitCount(String count) {
        await(count).atMost(PATIENCE).until(DirectoryPagesIT::count, count::equals);
    }

    private static void type(String field, String text) throws IOException {
        browser.run("const field = document.querySelector('[name=" + field + "]'); field.value = '" + text
                + "'; field.dispatchEvent(new Event('input', { bubbles: true }))");
    }

    private static void press(String name) throws IOException {
        browser.run("document.querySelector('[data-name=\"" + name + "\"]').click()");
    }

    /** The name of the station whose button says that it plays. */
    private static String pressed() throws IOException {
        return browser.run("return document.querySelector('[aria-pressed=true]')?.dataset.name ?? ''");
    }

    /** A browser asks once for a stream. */
    private static void awaitOn(String... mounts) {
        await("sources").atMost(PATIENCE).until(() -> {
            try (InputStream status =
                    server.httpUri().resolve("status-json.xsl").toURL().openStream()) {
                String on = new String(status.readAllBytes(), StandardCharsets.UTF_8);
                return Arrays.stream(mounts).allMatch(on::contains);
            }
        });
    }

    private static void awaitSound(String name, String mount) {
        awaitTruth("const audio = document.querySelector('audio'); return audio.currentTime > 1 && audio.src.endsWith('"
                + mount + "') && document.querySelector('[data-player=name]').textContent === '" + name + "'");
    }

    private static void awaitTruth(String script) {
        await(script).atMost(PATIENCE).until(() -> browser.run(script).equals("true"));
    }
}
