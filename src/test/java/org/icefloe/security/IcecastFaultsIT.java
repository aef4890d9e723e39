package org.icefloe.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private static HttpServer backend;

    /** The forms that the backend has been sent; it lets everybody in. */
    private static final Queue<String> FORMS = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() throws IOException {
        fort = Fort.in(directory);
        Files.createDirectories(directory.resolve("home/web"));
        Files.writeString(directory.resolve("home/web/page.xsl"), "a page");
        source = fort.onAir("/live.mp3");
        backend = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        backend.createContext("/", exchange -> {
            FORMS.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("icecast-auth-user", "1");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        backend.start();
    }

    @AfterEach
    void unmoved() throws IOException {
        fort.assertUnmoved();
    }

    @AfterAll
    static void stop() {
        source.close();
        fort.close();
        backend.stop(0);
    }

    /** CVE-2015-3026. */
    @Test
    void commandWithoutCredentialsIsRefusedAndNobodyIsAsked() throws IOException {
        entry("/guarded.mp3", "{'authStreamAuth':'%s'}");
        FORMS.clear();
        for (int door : fort.doors()) {
            for (String command : COMMANDS) {
                for (String mount : List.of("/live.mp3", "/guarded.mp3")) {
                    commandWithoutCredentialsIsRefused(
                            door, "/admin/" + command + "?mount=" + mount + "&id=1&destination=/x&action=list");
                }
            }
        }
        assertThat(FORMS).isEmpty();
        assertThat(fort.get(fort.streamDoor(), "/status-json.xsl", "", "").body())
                .contains("/live.mp3");
    }

    private static void commandWithoutCredentialsIsRefused(int door, String target) throws IOException {
        for (String credentials : List.of(
                "",
                "Authorization:\r\n",
                "Authorization: Basic\r\n",
                "Authorization: Basic \r\n",
                "Authorization: Basic !!!\r\n",
                "Authorization: Basic YWRtaW4=\r\n",
                "Authorization: Digest username=\"admin\"\r\n",
                "Authorization: Basic " + "A".repeat(4_000) + "\r\n")) {
            assertThat(fort.get(door, target, "", credentials).status())
                    .as(target + " " + credentials)
                    .isEqualTo(401);
        }
        // That is a user without a name and a password: a failed login, of which an address may have few.
        if (!target.contains("guarded")) {
            assertThat(fort.get(door, target, ":", Fort.from(Fort.someAddress()))
                            .status())
                    .isEqualTo(401);
        }
    }

    /** CVE-2018-18820. */
    @Test
    void longHeadersArePassedOnWholeOrRefused() throws IOException {
        entry("/closed.mp3", "{'authType':'url','authListenerAdd':'%s','authHeaders':'user-agent,x-long'}");
        try (RawConnection closed = fort.onAir("/closed.mp3")) {
            for (int door : fort.doors()) {
                for (int length : new int[] {4_000, 4_096, 4_097, 7_000}) {
                    String value = "%n%s" + "&a=b".repeat(length / 4) + "end";
                    FORMS.clear();
                    assertThat(listen(door, "X-Long: " + value + "\r\n")).isEqualTo(200);
                    assertThat(FORMS)
                            .singleElement()
                            .asString()
                            .contains("action=listener_add")
                            .contains("x-long=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                }
                assertThat(listen(door, "X-Long: " + "A".repeat(70_000) + "\r\n"))
                        .isIn(431, 0);
            }
            assertThat(closed.isAlive()).isTrue();
        }
    }

    /** The status with which a listener is answered, who leaves then. */
    private static int listen(int door, String headers) throws IOException {
        try (RawConnection listener = new RawConnection("127.0.0.1", door, Duration.ofSeconds(20))) {
            listener.say("GET /closed.mp3 HTTP/1.0\r\nHost: localhost\r\nUser-Agent: test\r\n" + headers + "\r\n");
            return new Fort.Reply(listener.head()).status();
        } catch (SocketException reset) {
            return 0;
        }
    }

    /** Puts a mount's entry, with the backend's address in it. */
    private static void entry(String mount, String json) throws IOException {
        String url = "http://127.0.0.1:" + backend.getAddress().getPort() + "/";
        assertThat(fort.request(
                                fort.streamDoor(),
                                "PUT /api/v1/mounts" + mount,
                                Fort.ADMIN,
                                "Content-Type: application/json\r\n",
                                json.formatted(url).replace('\'', '"'))
                        .status())
                .isEqualTo(201);
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
            strings = {"/page.xsl.", "/page.xsl..", "/page.xsl%20", "/page.xsl%2e", "/page.xsl::$DATA", "/PAGE.XSL"})
    void trailingDotServesNothingElse(String path) throws IOException {
        for (int door : fort.doors()) {
            Fort.Reply reply = fort.get(door, path, "", "");
            assertThat(reply.status()).isIn(400, 404);
            assertThat(reply.body()).doesNotContain("a page");
        }
        assertThat(fort.get(fort.streamDoor(), "/page.xsl", "", "").body()).isEqualTo("a page");
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
