package org.icefloe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.icefloe.rest.InProcess.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedFilterTest {
    private static final int SEVERAL_BUFFERS = 50_000;

    private final InProcess server = InProcess.of(
            Applications.of(new Station().authenticator()).serve(Texts.class, new Texts()), "http://radio.example/");

    /** Public, as Jersey needs it. */
    @Path("text")
    public static final class Texts {
        @GET
        @Compressed
        public Response text(@QueryParam("length") int length) {
            return Response.ok("text ".repeat(length / 5), "text/plain")
                    .header("Vary", "Accept-Language")
                    .build();
        }

        @GET
        @Path("other")
        public Response other() {
            return Response.ok("text ".repeat(1_000), "text/plain").build();
        }

        @GET
        @Path("none")
        @Compressed
        public Response none() {
            return Response.notModified("x").build();
        }
    }

    private Reply ask(String method, int length, String accepted) {
        return server.request(method, "text?length=" + length)
                .header("Accept-Encoding", accepted)
                .send();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_030, 5_000, SEVERAL_BUFFERS})
    void longTextComesCompressed(int length) {
        Reply reply = ask("GET", length, "gzip");

        assertThat(reply.header("content-encoding")).isEqualTo("gzip");
        assertThat(reply.header("vary")).isEqualTo("Accept-Language, Accept-Encoding");
        assertThat(reply.header("content-length").length()).as("length").isLessThan(4);
        assertThat(reply.body()).isEqualTo("text ".repeat(length / 5));
    }

    @Test
    void shortTextDoesNot() {
        Reply reply = ask("GET", 1_020, "gzip");

        assertThat(reply.headers()).doesNotContainKey("content-encoding");
        assertThat(reply.header("vary")).isEqualTo("Accept-Language, Accept-Encoding");
        assertThat(reply.header("content-length")).isEqualTo("1020");
        assertThat(reply.body()).hasSize(1_020);
    }

    @Test
    void whoTakesNoGzipIsSentTheText() {
        Reply reply = ask("GET", SEVERAL_BUFFERS, "br, gzip;q=0");

        assertThat(reply.headers()).doesNotContainKey("content-encoding");
        assertThat(reply.header("vary")).isEqualTo("Accept-Language, Accept-Encoding");
        assertThat(reply.body()).hasSize(SEVERAL_BUFFERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_020, 5_000, SEVERAL_BUFFERS})
    void headSaysWhatGetSends(int length) {
        Reply get = ask("GET", length, "gzip");
        Reply head = ask("HEAD", length, "gzip");

        assertThat(head.body()).isEmpty();
        assertThat(head.headers()).isEqualTo(get.headers());
    }

    @Test
    void answerWithoutBodyVariesToo() {
        Reply reply = server.get("text/none").header("Accept-Encoding", "gzip").send();

        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.header("vary")).isEqualTo("Accept-Encoding");
        assertThat(reply.headers()).doesNotContainKey("content-encoding");
    }

    @Test
    void whatIsNotMarkedStaysAsItIs() {
        Reply reply = server.get("text/other").header("Accept-Encoding", "gzip").send();

        assertThat(reply.headers()).doesNotContainKeys("content-encoding", "vary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, gzip;q=0.5", "br, x-gzip", "GZIP", "*", "br;q=0, *;q=0.1", "gzip ; q=1"})
    void gzipIsTaken(String accepted) {
        assertThat(ask("GET", 5_000, accepted).header("content-encoding")).isEqualTo("gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "identity", "gzip;q=0", "gzip; q=0.0, br", "gzip;q=0, *", "*;q=0", "*;q=0.000", "gzipped"})
    void gzipIsNotTaken(String accepted) {
        assertThat(ask("GET", 5_000, accepted).headers()).doesNotContainKey("content-encoding");
    }
}
