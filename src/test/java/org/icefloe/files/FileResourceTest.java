package org.icefloe.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.InProcess.Request;
import org.icefloe.rest.Station;
import org.icefloe.webroot.Webroot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 13 and 14, clause by clause. */
class FileResourceTest {
    private static final Instant MODIFIED = Instant.parse("2026-11-20T17:10:29.5Z");
    private static final String LAST_MODIFIED = "Fri, 20 Nov 2026 17:10:29 GMT";
    private static final String BEFORE = "Fri, 20 Nov 2026 17:10:28 GMT";
    private static final String AFTER = "Fri, 20 Nov 2026 17:10:30 GMT";

    @TempDir
    Path root;

    private String tag;

    @BeforeEach
    void fill() throws IOException {
        Path file = Files.writeString(root.resolve("a b.mp3"), "0123456789");
        Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
        Files.writeString(root.resolve("page.html"), "<script>1</script>");
        Files.writeString(root.resolve("empty.mp3"), "");
        tag = get().send().header("etag");
    }

    @Test
    void fileComesWithItsValidators() {
        Reply reply = get().send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("0123456789");
        assertThat(reply.header("content-type")).isEqualTo("audio/mpeg");
        assertThat(reply.header("content-length")).isEqualTo("10");
        assertThat(reply.header("accept-ranges")).isEqualTo("bytes");
        assertThat(reply.header("last-modified")).isEqualTo(LAST_MODIFIED);
        assertThat(reply.header("etag")).matches("\"[0-9a-f.-]+\"");
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(reply.header("access-control-expose-headers")).contains("Content-Range", "ETag");
    }

    @Test
    void headTellsWhatGetWouldSend() {
        Reply head = server(MODIFIED.plusSeconds(60))
                .head("a%20b.mp3")
                .header("Range", "bytes=0-1")
                .send();

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("etag")).isEqualTo(tag);
    }

    @Test
    void tagIsAnotherWhenTimeOrSizeIs() throws IOException {
        Files.setLastModifiedTime(root.resolve("a b.mp3"), FileTime.from(MODIFIED.plusMillis(1)));
        String later = get().send().header("etag");
        Files.writeString(root.resolve("a b.mp3"), "01234567890");
        Files.setLastModifiedTime(root.resolve("a b.mp3"), FileTime.from(MODIFIED));
        String longer = get().send().header("etag");

        assertThat(tag).isNotEqualTo(later).isNotEqualTo(longer);
        assertThat(later).isNotEqualTo(longer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nix.mp3", "..%2fa", ".hidden", "a%20b.mp3/", "%5c", "a%00", "x;y=z", "%ff", "_", "./a:b"})
    void whatIsNoFileIsNotFound(String path) {
        assertThat(server(MODIFIED).get(path).send().status()).isEqualTo(404);
    }

    @Test
    void postIsNotAllowed() {
        assertThat(server(MODIFIED).post("a%20b.mp3").send().status()).isEqualTo(405);
    }

    @Test
    void pageOfTheOperatorIsNotHeldToTheServersPolicy() {
        Reply page = server(MODIFIED).get("page.html").send();

        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("content-security-policy")).isEmpty();
    }

    /** Section 13.2.2 in the order of its steps; {@code TAG} is the file's own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // If-Match    | If-Unmodified-Since | If-None-Match      | If-Modified-Since | status
                "TAG           | -                   | -                  | -                 | 200",
                "*             | -                   | -                  | -                 | 200",
                "\"x\", TAG    | -                   | -                  | -                 | 200",
                "\"x\"         | -                   | -                  | -                 | 412",
                "W/TAG         | -                   | -                  | -                 | 412",
                "TAG           | BEFORE              | -                  | -                 | 200",
                "-             | BEFORE              | -                  | -                 | 412",
                "-             | SAME                | -                  | -                 | 200",
                "-             | AFTER               | -                  | -                 | 200",
                "-             | soon                | -                  | -                 | 200",
                "-             | -                   | TAG                | -                 | 304",
                "-             | -                   | W/TAG              | -                 | 304",
                "-             | -                   | *                  | -                 | 304",
                "-             | -                   | \"x\", \"y\", TAG  | -                 | 304",
                "-             | -                   | \"x\"              | -                 | 200",
                "-             | -                   | \"x\"              | AFTER             | 200",
                "-             | -                   | TAG                | BEFORE            | 304",
                "-             | -                   | -                  | SAME              | 304",
                "-             | -                   | -                  | AFTER             | 304",
                "-             | -                   | -                  | BEFORE            | 200",
                "-             | -                   | -                  | yesterday         | 200",
                "TAG           | -                   | TAG                | -                 | 304",
                "\"x\"         | -                   | TAG                | -                 | 412",
            })
    void conditionsAreEvaluatedInOrder(
            String match, String unmodifiedSince, String noneMatch, String modifiedSince, int status) {
        Request request = get();
        add(request, "If-Match", match);
        add(request, "If-Unmodified-Since", unmodifiedSince);
        add(request, "If-None-Match", noneMatch);
        add(request, "If-Modified-Since", modifiedSince);

        Reply reply = request.send();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("etag")).isEqualTo(tag);
        assertThat(reply.body())
                .isEqualTo(
                        switch (status) {
                            case 200 -> "0123456789";
                            case 304 -> "";
                            default -> "The file is not in the state that was asked for\r\n";
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Friday, 20-Nov-26 17:10:29 GMT", "Fri Nov 20 17:10:29 2026", LAST_MODIFIED})
    void datesAreReadInAllFormsThatHttpHasHad(String date) {
        assertThat(get().header("If-Modified-Since", date).send().status()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({"bytes=2-4, bytes 2-4/10, 234", "bytes=7-, bytes 7-9/10, 789", "bytes=-2, bytes 8-9/10, 89"})
    void rangeIsAnsweredWith206(String range, String contentRange, String body) {
        Reply reply = get().header("Range", range).send();

        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.reason()).isEqualTo("Partial Content");
        assertThat(reply.header("content-range")).isEqualTo(contentRange);
        assertThat(reply.header("content-length")).isEqualTo(Integer.toString(body.length()));
        assertThat(reply.header("content-type")).isEqualTo("audio/mpeg");
        assertThat(reply.header("etag")).isEqualTo(tag);
        assertThat(reply.body()).isEqualTo(body);
    }

    @Test
    void rangesComeInOneBodyWithBoundaries() {
        Reply reply = get().header("Range", "bytes=7-7,0-1,4-4").send();

        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.header("content-range")).isEmpty();
        assertThat(reply.header("content-type")).matches("multipart/byteranges; boundary=icefloe-[0-9a-f]{32}");
        String boundary = reply.header("content-type").replaceFirst(".*=", "");
        assertThat(reply.body())
                .isEqualTo(part(boundary, "7-7", "7") + part(boundary, "0-1", "01") + part(boundary, "4-4", "4")
                        + "\r\n--" + boundary + "--\r\n");
        assertThat(reply.header("content-length"))
                .isEqualTo(Integer.toString(reply.body().length()));
    }

    private static String part(String boundary, String range, String body) {
        return "\r\n--" + boundary + "\r\nContent-Type: audio/mpeg\r\nContent-Range: bytes " + range + "/10\r\n\r\n"
                + body;
    }

    @Test
    void rangeThatIsNotThereGets416WithTheLength() {
        Reply reply = get().header("Range", "bytes=10-").send();

        assertThat(reply.status()).isEqualTo(416);
        assertThat(reply.header("content-range")).isEqualTo("bytes */10");
        assertThat(reply.body()).startsWith("The file has 10 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"items=0-1", "bytes=4-2", "x"})
    void rangeThatIsNoneIsAnsweredWithTheWholeFile(String range) {
        assertThat(get().header("Range", range).send().body()).isEqualTo("0123456789");
    }

    @Test
    void emptyFileComesWhole() {
        Reply reply =
                server(MODIFIED).get("empty.mp3").header("Range", "bytes=0-").send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-length")).isEqualTo("0");
    }

    @Test
    void conditionGoesBeforeTheRange() {
        assertThat(get().header("Range", "bytes=0-1")
                        .header("If-None-Match", tag)
                        .send()
                        .status())
                .isEqualTo(304);
        assertThat(get().header("Range", "bytes=0-1")
                        .header("If-Match", "\"x\"")
                        .send()
                        .status())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource({"TAG, 206", "W/TAG, 200", "\"x\", 200", "SAME, 206", "BEFORE, 200", "AFTER, 200", "tomorrow, 200"})
    void rangeOfAnotherStateIsAnsweredWithTheWholeFile(String given, int status) {
        Request request = get().header("Range", "bytes=0-1");
        add(request, "If-Range", given);

        assertThat(request.send().status()).isEqualTo(status);
    }

    @Test
    void dateOfAFileThatHasJustChangedVouchesForNothing() {
        InProcess atOnce = server(MODIFIED);

        assertThat(atOnce.get("a%20b.mp3")
                        .header("Range", "bytes=0-1")
                        .header("If-Range", LAST_MODIFIED)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    private void add(Request request, String header, String value) {
        Optional.ofNullable(value)
                .ifPresent(given -> request.header(
                        header,
                        given.replace("TAG", tag)
                                .replace("BEFORE", BEFORE)
                                .replace("SAME", LAST_MODIFIED)
                                .replace("AFTER", AFTER)));
    }

    private Request get() {
        return server(MODIFIED.plusSeconds(60)).get("a%20b.mp3");
    }

    private InProcess server(Instant now) {
        FileReplies replies = new FileReplies(Clock.fixed(now, ZoneOffset.UTC), new Random(1));
        FileResource resource = new FileResource(Webroot.at(root), replies);
        return InProcess.of(
                Applications.of(new Station().authenticator()).serve(FileResource.class, resource),
                "http://localhost:8080/icefloe/");
    }
}
