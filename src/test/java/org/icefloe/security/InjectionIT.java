package org.icefloe.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** What breaks out of SQL, of a header, of a path, of XML, JSON and HTML, through every parameter of every command. */
class InjectionIT {
    private static final List<String> COMMANDS = List.of(
            "/admin/metadata",
            "/admin/fallbacks",
            "/admin/listclients",
            "/admin/stats",
            "/admin/listmounts",
            "/admin/streamlist",
            "/admin/streamlist.txt",
            "/admin/moveclients",
            "/admin/killclient",
            "/admin/updatemetadata",
            "/admin/manageauth",
            "/admin/buildm3u",
            "/admin.cgi",
            "/admin/history",
            "/admin/directories",
            "/status-json.xsl",
            "/status.xsl",
            "/server_version.xsl");

    private static final List<String> PARAMETERS = List.of(
            "mount",
            "song",
            "title",
            "artist",
            "charset",
            "mode",
            "id",
            "destination",
            "fallback",
            "action",
            "username",
            "password",
            "pass",
            "from",
            "to",
            "resolution",
            "format",
            "omode");

    @TempDir
    static Path directory;

    private static Fort fort;
    private static RawConnection source;

    @BeforeAll
    static void start() throws IOException {
        fort = Fort.in(directory, "--auth.max-failures=0");
        source = fort.onAir("/live.mp3");
    }

    @AfterEach
    void unmoved() throws IOException {
        fort.assertUnmoved();
        assertThat(fort.get(fort.streamDoor(), "/api/v1/accounts", Fort.ADMIN, "")
                        .body())
                .contains("\"admin\"", "\"relay\"", "\"source\"");
    }

    @AfterAll
    static void stop() {
        source.close();
        fort.close();
    }

    static Stream<String> payloads() {
        return Stream.of(
                "' or '1'='1",
                "'; drop table account; --",
                "x\r\nSet-Cookie: a=b\r\n\r\n<html>",
                "x\nX-Injected: 1",
                "../../../../etc/passwd",
                "/../../etc/passwd",
                "<script>alert(1)</script>\"'&]]>",
                "\u0000\u0001\u0008\u001B\uFFFE",
                "%s%n%x${jndi:ldap://x/y}#{1+1}",
                "-1",
                "99999999999999999999",
                "\uD83C\uDFB5".repeat(500));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void nothingBreaksOutOfAParameter(String payload) throws IOException {
        String sent = URLEncoder.encode(payload, StandardCharsets.UTF_8);
        for (String command : COMMANDS) {
            for (String parameter : PARAMETERS) {
                String others = parameter.equals("mount") ? "" : "mount=/live.mp3&";
                String mode = parameter.equals("mode") ? "" : "mode=updinfo&";
                for (int door : fort.doors()) {
                    check(fort.get(door, command + "?" + others + mode + parameter + "=" + sent, Fort.ADMIN, ""));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void nothingBreaksOutOfAFormOrAPath(String payload) throws IOException {
        String sent = URLEncoder.encode(payload, StandardCharsets.UTF_8);
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        for (int door : fort.doors()) {
            check(fort.request(
                    door, "POST /admin/metadata", Fort.ADMIN, form, "mode=updinfo&mount=/live.mp3&song=" + sent));
            check(fort.request(
                    door, "POST /admin/metadata", Fort.ADMIN, form, "mode=updinfo&mount=" + sent + "&song=x"));
            for (String path : List.of("/", "/admin/", "/api/v1/accounts/", "/api/v1/mounts/", "/live.mp3.")) {
                check(fort.get(door, path + sent.replace("+", "%20"), Fort.ADMIN, ""));
            }
        }
    }

    /** Those that end a source or change the server, and so are not sent a mount that is on. */
    @ParameterizedTest
    @MethodSource("payloads")
    void nothingBreaksOutOfACommandThatChangesMore(String payload) throws IOException {
        String sent = URLEncoder.encode(payload, StandardCharsets.UTF_8);
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        for (int door : fort.doors()) {
            for (String parameter : List.of("mount=", "mount=/off.mp3&x=")) {
                check(fort.get(door, "/admin/killsource?" + parameter + sent, Fort.ADMIN, ""));
                check(fort.get(door, "/admin/reloadconfig?" + parameter + sent, Fort.ADMIN, ""));
            }
            for (String parameter : List.of("mount=%s&ttl=1h", "mount=/m&ttl=%s", "mount=/m&ttl=1h&user=%s")) {
                check(fort.request(door, "POST /admin/token", Fort.ADMIN, form, parameter.formatted(sent)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void nothingBreaksOutOfALogin(String payload) throws IOException {
        for (int door : fort.doors()) {
            String from = Fort.from(Fort.someAddress());
            check(fort.get(door, "/admin/stats", payload + ":x", from));
            check(fort.get(door, "/admin/stats", "admin:" + payload, from));
            assertThat(fort.source(door, "/live2", payload.replace(":", "") + ":x", from))
                    .isEqualTo(401);
        }
    }

    /** A whole reply: it has no header of the payload's, no file of the machine's, and is what it says it is. */
    private static void check(Fort.Reply reply) throws IOException {
        assertThat(reply.status()).as(reply.text()).isBetween(200, 503).isNotEqualTo(500);
        String head = reply.head().toLowerCase(Locale.ROOT);
        assertThat(head).doesNotContain("set-cookie", "x-injected");
        assertThat(reply.text()).doesNotContain("root:x:", "Exception", "\tat ");
        if (reply.text().contains("<script>alert")) {
            assertThat(head).as(reply.text()).contains("nosniff").doesNotContain("/html", "/xml");
        }
        if (head.contains("content-type: text/xml")) {
            assertThat(isXml(reply.body())).as(reply.body()).isTrue();
        }
        if (head.contains("content-type: application/json")) {
            assertThat(new ObjectMapper().readTree(reply.body())).isNotNull();
        }
    }

    private static boolean isXml(String body) {
        try {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
            return true;
        } catch (Exception malformed) {
            return false;
        }
    }
}
