package org.icefloe.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.SampleCatalogs;
import org.icefloe.directory.catalog.Verdict;
import org.icefloe.directory.mirror.EntryLines;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryEntriesResourceTest {
    private final Catalog catalog = SampleCatalogs.fresh(1_000);
    private long nanos = 77;
    private final InProcess server = server();

    private InProcess server() {
        RestConfig application = Applications.of(new Station().authenticator());
        DirectoryEntriesResource resource = new DirectoryEntriesResource(EntryLines.dumps(catalog, () -> nanos));
        return InProcess.of(
                application.serve(DirectoryEntriesResource.class, resource), "http://directory.example:8000/");
    }

    private Reply ask(String method, String... headers) {
        InProcess.Request request = server.request(method, "api/v1/directory/entries");
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return request.send();
    }

    private Reply get() {
        return ask("GET", "Accept-Encoding", "gzip");
    }

    private void letTheListGrowOld() {
        nanos += Duration.ofMinutes(1).toNanos();
    }

    @Test
    void listHasALineForEachEntryAndNoSecret() {
        String sid = SampleCatalogs.add(catalog, "Nordlicht \"FM\"", "http://a.example/");
        SampleCatalogs.add(catalog, "Polarnacht", "http://b.example/");
        Reply reply = get();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/x-ndjson");
        assertThat(reply.header("content-encoding")).isEqualTo("gzip");
        assertThat(reply.header("vary")).isEqualTo("Accept-Encoding");
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.body().lines()).hasSize(2).allMatch(line -> line.matches("\\{.*}"));
        assertThat(reply.body()).endsWith("}\n").doesNotContain(sid, "198.51.100.7");
    }

    @Test
    void whoHasItIsNotSentItAgain() {
        SampleCatalogs.add(catalog, "A", "http://a.example/");
        Reply first = get();
        Reply known = ask("GET", "Accept-Encoding", "gzip", "If-None-Match", first.header("etag"));

        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
    }

    /** Else a mirror would go on showing what was once. */
    @Test
    void whateverALineShowsChangesTheTag() {
        String sid = SampleCatalogs.add(catalog, "A", "http://a.example/");
        String tag = get().header("etag");
        SampleCatalogs.touch(catalog, sid, "", 7);
        letTheListGrowOld();
        Reply touched = get();
        assertThat(touched.body()).contains("\"listeners\":7");
        assertThat(touched.header("etag")).isNotEqualTo(tag);

        catalog.check(sid, Verdict.SILENT, "no answer");
        letTheListGrowOld();
        Reply visited = get();
        assertThat(visited.body()).contains("\"verdict\":\"SILENT\"");
        assertThat(visited.header("etag")).isNotEqualTo(touched.header("etag"));

        letTheListGrowOld();
        assertThat(get().header("etag")).isEqualTo(visited.header("etag"));
    }

    /** The right length, once it is known, is for the doors to tell. */
    @Test
    void headHasTheHeadersAlone() {
        SampleCatalogs.add(catalog, "A", "http://a.example/");
        Reply head = ask("HEAD", "Accept-Encoding", "gzip");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers()).doesNotContainKey("content-length");
        assertThat(head.header("content-encoding")).isEqualTo("gzip");
        assertThat(head.header("etag")).isEqualTo(get().header("etag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "gzip;q=0.5", "identity;q=0.5, *;q=0.1", "x-gzip"})
    void whoTakesGzipByAnyNameHasIt(String accepted) {
        assertThat(ask("GET", "Accept-Encoding", accepted).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "gzip;q=0", "gzip;q=0, *", "*;q=0", "br"})
    void whoDoesNotIsToldHow(String accepted) {
        Reply refused = ask("GET", "Accept-Encoding", accepted);

        assertThat(refused.status()).isEqualTo(406);
        assertThat(refused.body()).contains("Accept-Encoding: gzip", "curl --compressed");
        assertThat(refused.header("vary")).isEqualTo("Accept-Encoding");
        assertThat(refused.header("access-control-allow-origin")).isEqualTo("*");
    }
}
