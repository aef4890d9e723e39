package org.icefloe.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inputs of Icecast's known vulnerabilities; {@code docs/security.md} has the list. */
class IcecastFaultsIT {
    /** Every command that Icecast has for a mount. */
    private static final List<String> COMMANDS = List.of(
            "metadata",
            "fallbacks",
            "listclients",
            "stats",
            "moveclients",
            "killclient",
            "killsource",
            "updatemetadata",
            "manageauth");

    @TempDir
    static Path directory;

    private static Fort fort;
    private static RawConnection source;

    @BeforeAll
    static void start() throws IOException {
        fort = Fort.in(directory);
        Files.createDirectories(directory.resolve("home/web"));
        Files.writeString(directory.resolve("home/web/auth.xsl"), "a page");
        source = fort.onAir("/live.mp3");
    }

    @AfterEach
    void unmoved() throws IOException {
        fort.assertUnmoved();
    }

    @AfterAll
    static void stop() {
        source.close();
        fort.close();
    }

    /** CVE-2015-3026. */
    @Test
    void commandWithoutCredentialsIsRefusedAndNobodyIsAsked() throws IOException {
        for (int door : fort.doors()) {
            for (String command : COMMANDS) {
                for (String credentials : List.of(
                        "",
                        "Authorization:\r\n",
                        "Authorization: Basic\r\n",
                        "Authorization: Basic \r\n",
                        "Authorization: Basic Og==\r\n",
                        "Authorization: Basic !!!\r\n",
                        "Authorization: Basic YWRtaW4=\r\n",
                        "Authorization: Digest username=\"admin\"\r\n",
                        "Authorization: Basic " + "A".repeat(4_000) + "\r\n")) {
                    String target = "/admin/" + command + "?mount=/live.mp3&id=1&destination=/x&action=list";
                    // An empty name and password are a failed login: no more than one from an address.
                    assertThat(fort.get(door, target, "", credentials + Fort.from(Fort.someAddress()))
                                    .status())
                            .as(target + " " + credentials)
                            .isEqualTo(401);
                }
            }
        }
        assertThat(source.isAlive()).isTrue();
        assertThat(fort.get(fort.streamDoor(), "/status-json.xsl", "", "").body())
                .contains("/live.mp3");
    }

    /** CVE-2018-18820: the headers themselves; what is made of them is with the authentication by URL. */
    @Test
    void longHeadersAreTakenOrRefused() throws IOException {
        for (int door : fort.doors()) {
            for (int length : new int[] {4_000, 4_096, 7_000, 70_000}) {
                String headers = "User-Agent: " + "A".repeat(length) + "\r\nReferer: %n%s%x\r\n";
                assertThat(fort.get(door, "/status-json.xsl", "", headers).status())
                        .isIn(200, 431, 0);
            }
        }
    }

    /** CVE-2004-1561. */
    @ParameterizedTest
    @ValueSource(ints = {31, 32, 33, 60})
    void manyHeadersAreTakenOrRefused(int count) throws IOException {
        for (int door : fort.doors()) {
            assertThat(fort.get(door, "/status-json.xsl", "", "X-A: b\r\n".repeat(count))
                            .status())
                    .isEqualTo(200);
            assertThat(fort.get(door, "/status-json.xsl", "", "X-A: b\r\n".repeat(count * 100))
                            .status())
                    .isIn(431, 0);
        }
    }

    /** bid 2933. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/live.mp3/",
                "/live.mp3.",
                "/live.mp3/.",
                "/.",
                "/..",
                "//",
                "/admin/.",
                "/admin/..",
                "/admin//stats/",
                "/x/../..",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/..\\..\\etc\\passwd",
                "/%00",
                "/live.mp3%00"
            })
    void pathThatEndsOddlyIsNotFound(String path) throws IOException {
        for (int door : fort.doors()) {
            Fort.Reply reply = fort.get(door, path, "", "");
            assertThat(reply.status()).as(path).isNotEqualTo(500);
            assertThat(reply.body()).doesNotContain("root:").doesNotContain("<iceresponse>");
            assertThat(reply.head().toLowerCase(Locale.ROOT)).doesNotContain("audio/mpeg");
        }
    }

    /** CVE-2005-0837. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/auth.xsl.", "/auth.xsl..", "/auth.xsl%20", "/auth.xsl%2e", "/auth.xsl::$DATA", "/AUTH.XSL"})
    void trailingDotServesNothingElse(String path) throws IOException {
        for (int door : fort.doors()) {
            Fort.Reply reply = fort.get(door, path, "", "");
            assertThat(reply.status()).isIn(400, 404);
            assertThat(reply.body()).doesNotContain("a page");
        }
        assertThat(fort.get(fort.streamDoor(), "/auth.xsl", "", "").body()).isEqualTo("a page");
    }

    /** CVE-2011-4612. */
    @Test
    void controlBytesMakeNoLineOfTheLog() throws IOException {
        String forged = "2026-01-01T00:00:00.000Z INFO  AuditLog: forged";
        for (int door : fort.doors()) {
            for (String lineEnd : List.of("%0D%0A", "%0A", "%0D", "%C2%85", "%E2%80%A8")) {
                String text = "x" + lineEnd + forged.replace(" ", "%20");
                String from = Fort.from(Fort.someAddress());
                fort.get(door, "/admin/" + text, "admin:wrong", from);
                fort.get(door, "/admin/metadata?mode=updinfo&mount=/live.mp3&song=" + text, Fort.ADMIN, from);
                fort.source(door, "/" + text, "source:wrong", from);
            }
            fort.get(door, "/admin/x", "x\r\n" + forged + ":y", Fort.from(Fort.someAddress()));
            fort.source(door, "/live", "x\n" + forged + ":y", Fort.from(Fort.someAddress()));
            fort.send(door, "GET /x\u0001\u001B[31m HTTP/1.0\r\nUser-Agent: \u001B]0;x\u0007\r\n\r\n");
        }
        assertThat(fort.log().lines()).noneMatch(line -> line.startsWith("2026-01-01T00"));
        assertThat(fort.log().replace("\n", "").codePoints().noneMatch(Character::isISOControl))
                .as("no control characters in the log")
                .isTrue();
    }

    /** CVE-2014-9018. */
    @Test
    void noProcessIsStarted() {
        long pid = fort.pid();
        assertThat(ProcessHandle.of(pid).orElseThrow().children()).isEmpty();
    }

    /** Icecast 2.4.4's news. */
    @Test
    void noDocumentHasAHash() throws IOException {
        for (String page : List.of(
                "/api/v1/accounts", "/api/v1/accounts/admin", "/api/v1/mounts", "/admin/stats", "/admin/manageauth")) {
            assertThat(fort.get(fort.streamDoor(), page, Fort.ADMIN, "").body()).doesNotContain("$2b$", "hash");
        }
        assertThat(fort.log()).doesNotContain("$2b$");
    }
}
