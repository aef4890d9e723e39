package org.icefloe.webroot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebrootTest {
    private static final Instant MODIFIED = Instant.parse("2026-11-20T17:10:29.123Z");

    @TempDir
    Path home;

    private Path root;
    private Webroot webroot;

    @BeforeEach
    void fill() throws IOException {
        root = home.resolve("web");
        webroot = Webroot.at(root);
        Files.createDirectories(root.resolve("intro/.git"));
        for (String name :
                new String[] {"a b.mp3", "intro/hello.ogg", ".htaccess", "intro/.git/config", "plain", "x..y"}) {
            Files.writeString(root.resolve(name), "12345");
        }
        Files.writeString(home.resolve("secret"), "password");
        Files.setLastModifiedTime(root.resolve("plain"), FileTime.from(MODIFIED));
    }

    @Test
    void fileIsFoundWithItsSizeTimeAndType() throws IOException {
        assertThat(webroot.find("/plain"))
                .contains(new WebFile(root.resolve("plain").toRealPath(), 5, MODIFIED, "application/octet-stream"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b.mp3", "a b.mp3", "/intro/hello.ogg", "/x..y"})
    void fileBelowTheRootIsFound(String path) {
        assertThat(webroot.find(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/intro",
                "/intro/",
                "/nix",
                "/plain/",
                "/plain.",
                "/plain ",
                "/plain/.",
                "//plain",
                "/intro//hello.ogg",
                "/../secret",
                "/..",
                "/intro/../plain",
                "/./plain",
                "/.htaccess",
                "/intro/.git/config",
                "/intro\\hello.ogg",
                "/..\\secret",
                "/plain\0",
                "/plain\n",
                "/plain::$DATA",
                "/C:/x",
                "/intro./hello.ogg",
            })
    void pathThatIsTreacherousOrLeadsNowhereFindsNothing(String path) {
        assertThat(webroot.find(path)).isEmpty();
    }

    @Test
    void nothingOutsideIsFoundByItsAbsoluteName() {
        assertThat(webroot.find(home.resolve("secret").toString())).isEmpty();
        assertThat(webroot.find("/" + home.resolve("secret"))).isEmpty();
    }

    @Test
    void linkIsFollowedWithinTheRootAndNoFurther() throws IOException {
        Files.createSymbolicLink(root.resolve("inside.mp3"), Path.of("a b.mp3"));
        Files.createSymbolicLink(root.resolve("outside.mp3"), home.resolve("secret"));
        Files.createSymbolicLink(root.resolve("up"), home);
        Files.createSymbolicLink(root.resolve("round"), Path.of("round"));

        assertThat(webroot.find("/inside.mp3")).isPresent();
        assertThat(webroot.find("/outside.mp3")).isEmpty();
        assertThat(webroot.find("/up/secret")).isEmpty();
        assertThat(webroot.find("/round")).isEmpty();
        assertThat(webroot.find("/up/web/plain"))
                .as("what a link leads back to is inside")
                .isPresent();
    }

    @Test
    void rootThatIsALinkItselfIsFine() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("link"), root);

        assertThat(Webroot.at(link).find("/plain")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "a.mp3, audio/mpeg",
        "A.MP3, audio/mpeg",
        "a.ogg, application/ogg",
        "a.opus, audio/ogg",
        "a.flac, audio/flac",
        "a.aac, audio/aac",
        "a.m4a, audio/mp4",
        "a.webm, video/webm",
        "a.html, text/html; charset=utf-8",
        "a.svg, image/svg+xml",
        "a.xspf, application/xspf+xml; charset=utf-8",
        "a.tar.js, text/javascript; charset=utf-8",
        "a.exe, application/octet-stream",
        "mp3, audio/mpeg",
    })
    void typeGoesByTheEndingOfTheName(String name, String type) throws IOException {
        Files.writeString(root.resolve(name), "");

        assertThat(webroot.find(name).orElseThrow().contentType()).isEqualTo(type);
    }

    @Test
    void fileThatComesLaterIsFoundAndOneThatGoesIsNot() throws IOException {
        Files.writeString(root.resolve("late"), "");
        assertThat(webroot.find("/late")).isPresent();

        Files.delete(root.resolve("late"));
        assertThat(webroot.find("/late")).isEmpty();
    }

    @Test
    void rootThatCannotBeMadeIsToldAndServesNothing() {
        try (Log log = new Log(Webroot.class)) {
            Webroot none = Webroot.at(root.resolve("plain/below"));

            assertThat(none.find("/x")).isEmpty();
            assertThat(log.warnings()).singleElement().asString().contains("icefloe.web.root");
        }
    }
}
