package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused, and those that are no streams. */
class RequestOnStreamPortTest extends OnStreamPort {
    @ParameterizedTest
    @CsvSource({
        "Digest username=source",
        "Basic ???",
        "Basic aGFja21l",
        "Basic c291cmNlOndyb25n",
        "''",
    })
    void badCredentialsGet401(String authorization) {
        String request = "SOURCE /live HTTP/1.0\r\nAuthorization: " + authorization + "\r\n\r\n";

        assertThat(replyTo(request))
                .startsWith("HTTP/1.0 401 Authentication Required\r\n")
                .contains("\r\nWWW-Authenticate: Basic realm=\"Icefloe\"\r\n")
                .endsWith("\r\n\r\nYou need to authenticate");
        assertThat(server.mount("/live")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET live HTTP/1.0",
        "GET //live HTTP/1.0",
        "GET /../live HTTP/1.0",
        "GET /a/./b HTTP/1.0",
        "GET /%2e%2e/live HTTP/1.0",
        "GET /%zz HTTP/1.0",
        "GET /% HTTP/1.0",
        "GET /%00 HTTP/1.0",
        "GET /live RTSP/1.0",
        "GET /live HTTP/1.0 x",
        "GET /live",
        "SOURCE live HTTP/1.0",
        "SOURCE * HTTP/1.0",
        "PUT /a%0ab HTTP/1.0",
    })
    void requestThatMakesNoSenseGets400(String line) {
        assertThat(replyTo(line + "\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.0 400 Bad Request\r\n");
    }

    @Test
    void headerWithNulGets400() {
        assertThat(replyTo("GET / HTTP/1.0\r\nHost: \0\r\n\r\n")).startsWith("HTTP/1.0 400 Bad Request\r\n");
    }

    @Test
    void unknownMethodGets405AndIsToldTheOthers() {
        assertThat(replyTo("BREW /pot HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.0 405 Method Not Allowed\r\n")
                .contains("\r\nAllow: GET, HEAD, POST, PUT, PATCH, SOURCE, DELETE, OPTIONS\r\n");
    }

    @Test
    void sixtyFiveHeadersGet431AndSixtyFourDoNot() {
        assertThat(replyTo("GET /no HTTP/1.0\r\n" + "a: b\r\n".repeat(64) + "\r\n"))
                .startsWith("HTTP/1.1 404 File Not Found\r\n");
        assertThat(replyTo("GET /no HTTP/1.0\r\n" + "a: b\r\n".repeat(65) + "\r\n"))
                .startsWith("HTTP/1.0 431 Request Header Fields Too Large\r\n");
    }

    @Test
    void headOfMoreThan16KibGets431() {
        assertThat(replyTo("GET / HTTP/1.0\r\na: " + "b".repeat(40_000)))
                .startsWith("HTTP/1.0 431 Request Header Fields Too Large\r\n");
    }

    @Test
    void sourceOfAWebPageGets403() {
        assertThat(replyTo(RunningPort.put("/live", "text/html")))
                .startsWith("HTTP/1.0 403 Forbidden\r\n")
                .endsWith("Content-type not supported");
    }

    @ParameterizedTest
    @CsvSource({"SOURCE /admin/x", "SOURCE /api", "PUT /status.xsl", "PUT /yp.xml", "SOURCE /directory"})
    void nameOfTheServerIsNoMount(String methodAndMount) {
        String head = RunningPort.put("/live", "audio/mpeg").replace("PUT /live", methodAndMount);

        assertThat(replyTo(head)).startsWith("HTTP/1.0 403 Forbidden\r\n").endsWith("choose another mountpoint");
        assertThat(server.mounts.all()).isEmpty();
    }

    @Test
    void tooManySourcesGet403() {
        restart(Map.of("icefloe.limits.sources", "1"));
        try (Peer first = server.source("/one")) {
            assertThat(replyTo(RunningPort.put("/two", "audio/mpeg"))).endsWith("too many sources connected");
            first.say("x");
        }
    }

    @Test
    void connectionBeyondTheLimitGets403AndMakesRoomWhenItGoes() {
        restart(Map.of("icefloe.limits.clients", "1"));
        Peer first = server.source("/one");

        try (Peer second = server.peer()) {
            assertThat(second.restText())
                    .startsWith("HTTP/1.0 403 Forbidden\r\n")
                    .endsWith("Icecast connection limit reached");
        }
        first.close();
        await().until(() -> replyTo("GET /admin/hello HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 200"));
    }

    @Test
    void requestsThatAreNoStreamsGoToTheApplication() {
        assertThat(replyTo("GET /admin/hello HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: 5\r\n")
                .endsWith("\r\n\r\nhello");
        assertThat(replyTo("POST /admin/hello HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc"))
                .endsWith("\r\n\r\nabc");
    }

    /** As netcat does it, and scripts that use it. */
    @Test
    void clientThatClosesItsSideBehindTheRequestIsAnswered() {
        try (Peer client =
                server.peer().say("GET /admin/hello HTTP/1.0\r\n\r\n").closeItsSide()) {
            assertThat(client.restText()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fault", "later"})
    void requestThatFailsOrWouldBeAnsweredLaterGets500(String resource) {
        try (Log log = new Log(RestApplication.class)) {
            assertThat(replyTo("GET /admin/hello/" + resource + " HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 500 Internal Server Error\r\n")
                    .endsWith("The server has failed at this request; its log says why");
            assertThat(log.warnings()).hasSize(1);
        }
    }

    @Test
    void headIsAnsweredWithTheLengthThatGetWouldHave() {
        assertThat(replyTo("HEAD /admin/hello HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: 5\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Transfer-Encoding: chunked, 411 Length Required",
        "Content-Length: 65537, 413 Content Too Large",
        "Content-Length: 99999999999999999999, 413 Content Too Large",
        "Content-Length: -1, 400 Bad Request",
        "Content-Length: x, 400 Bad Request",
    })
    void bodyThatCannotBeReadIsRefused(String header, String status) {
        assertThat(replyTo("POST /admin/hello HTTP/1.1\r\n" + header + "\r\n\r\n"))
                .startsWith("HTTP/1.0 " + status + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({"/[x]|", "/%7b%7D%20%25", "/a?b=[c]|{}\"%e9", "/:80", "/?", "*", "/%ff%c3%a9", "/;x=%0a"})
    void oddAddressIsAnsweredAllTheSame(String target) {
        assertThat(replyTo("GET " + target + " HTTP/1.1\r\nHost: <>\r\n\r\n")).startsWith("HTTP/1.1 404 ");
    }
}
