package org.icefloe.site.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.SampleCatalogs;
import org.icefloe.directory.catalog.Verdict;
import org.icefloe.directory.dump.Dump;
import org.icefloe.directory.dump.ManyEntries;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.icefloe.rest.directory.DumpBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YpXmlTest {
    private static final int MANY = 100_000;

    private final Catalog catalog = SampleCatalogs.fresh(1_000);
    private long nanos = 77;
    private final InProcess server = server();

    private InProcess server() {
        RestConfig application = Applications.of(new Station().authenticator());
        new Feeds(catalog, Applications.reachedAt("set.example", 8000), () -> nanos).addTo(application);
        return InProcess.of(application, "http://directory.example:8000/");
    }

    private Reply get(String... headers) {
        return ask("GET", headers);
    }

    private Reply ask(String method, String... headers) {
        InProcess.Request request = server.request(method, "yp.xml");
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return request.send();
    }

    private void letTheDumpGrowOld() {
        nanos += YpXml.AGE.toNanos();
    }

    private static InputStream bytes(String xml) {
        return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void dumpHasTheOldShape() {
        String sid = SampleCatalogs.add(catalog, "Nordlicht & <b>Co</b>", "http://a.example:8000/live.mp3?a=1&b=2");
        SampleCatalogs.touch(catalog, sid, "Björk - Jóga \"😀\"", 7);
        Reply reply = get();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("text/xml; charset=UTF-8");
        assertThat(reply.body()).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <directory>
                <entry>
                <server_name>Nordlicht &amp; &lt;b&gt;Co&lt;/b&gt;</server_name>
                <listen_url>http://a.example:8000/live.mp3?a=1&amp;b=2</listen_url>
                <server_type>audio/mpeg</server_type>
                <bitrate>128</bitrate>
                <channels>2</channels>
                <samplerate>44100</samplerate>
                <genre>ambient hip hop</genre>
                <current_song>Björk - Jóga "😀"</current_song>
                </entry>
                </directory>
                """);
    }

    @Test
    void whatNobodyKnowsIsEmptyOrZeroAndStillThere() {
        SampleCatalogs.add(
                catalog, "Bare", "http://a.example/", "genre", "", "b", "", "samplerate", "x", "channels", "");

        assertThat(get().body())
                .contains(
                        "<bitrate>0</bitrate>\n<channels>0</channels>\n<samplerate>0</samplerate>\n<genre></genre>\n<current_song></current_song>\n");
    }

    @Test
    void emptyDirectoryIsADocumentToo() throws Exception {
        assertThat(get().body()).isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<directory>\n</directory>\n");
        assertThat(YpReaders.asVlc(bytes(get().body()))).isEmpty();
        assertThat(YpReaders.strictly(bytes(get().body()))).isEmpty();
    }

    @Test
    void vlcFindsEveryStream() throws Exception {
        for (int n = 0; n < 500; n++) {
            SampleCatalogs.add(
                    catalog,
                    "Station <" + n + ">",
                    "http://a.example/" + n + "?a&b",
                    "genre",
                    n % 2 == 0 ? "" : "jazz");
        }

        assertThat(YpReaders.asVlc(bytes(get().body())))
                .hasSize(500)
                .contains(
                        new YpReaders.Item("http://a.example/17?a&b", "Station <17>", "jazz", "", "128", "audio/mpeg"),
                        new YpReaders.Item("http://a.example/18?a&b", "Station <18>", "", "", "128", "audio/mpeg"));
    }

    @Test
    void radioBrowserFindsEveryStream() throws Exception {
        String sid = SampleCatalogs.add(catalog, "Ünïcode 放送 😀", "http://a.example/x");
        SampleCatalogs.touch(catalog, sid, "]]> & <song/>", 1);

        Map<String, String> entry = YpReaders.strictly(bytes(get().body())).get(0);
        assertThat(entry)
                .containsEntry("server_name", "Ünïcode 放送 😀")
                .containsEntry("listen_url", "http://a.example/x")
                .containsEntry("current_song", "]]> & <song/>");
    }

    /** Whatever has come into the database. */
    @Test
    void everyCharacterMakesWellFormedXml() throws Exception {
        for (int block = 0; block < 0x10000; block += 0x1000) {
            StringBuilder text = new StringBuilder();
            IntStream.range(block, block + 0x1000).forEach(unit -> text.append((char) unit));
            InProcess odd = FedSite.of(SampleCatalogs.keeping(List.of(ManyEntries.entry(block, text.toString()))));

            Map<String, String> entry =
                    YpReaders.strictly(bytes(odd.get("yp.xml").send().body())).get(0);
            assertThat(entry.get("server_name")
                            .codePoints()
                            .filter(point -> point == 0xFFFD)
                            .count())
                    .as("replaced from %x on", block)
                    .isEqualTo(block == 0 ? 29 : block == 0xD000 ? 2_048 - 2 : block == 0xF000 ? 3 : 0);
        }
    }

    @Test
    void streamThatIsKnownToBeBadIsLeftOut() {
        catalog.check(SampleCatalogs.add(catalog, "A", "http://a.example/"), Verdict.SILENT, "no answer");
        catalog.check(SampleCatalogs.add(catalog, "B", "http://b.example/"), Verdict.OTHER, "a web page");
        catalog.check(SampleCatalogs.add(catalog, "C", "http://c.example/"), Verdict.ALIVE, "");
        SampleCatalogs.add(catalog, "D", "http://d.example/");

        assertThat(get().body())
                .contains("http://c.example/", "http://d.example/")
                .doesNotContain("http://a.example/", "http://b.example/");
    }

    @Test
    void nothingThatIsSecretIsInIt() {
        String sid = SampleCatalogs.add(catalog, "A", "http://a.example/");

        assertThat(get().body()).doesNotContain(sid, "198.51.100.7");
    }

    @Test
    void oneDumpIsForAllInAMinute() {
        SampleCatalogs.add(catalog, "A", "http://a.example/");
        Reply first = get();
        SampleCatalogs.add(catalog, "B", "http://b.example/");
        Reply same = get();
        assertThat(same.body()).isEqualTo(first.body());
        assertThat(same.header("etag")).isEqualTo(first.header("etag")).startsWith("W/\"");

        letTheDumpGrowOld();
        Reply next = get();
        assertThat(next.body()).contains("http://b.example/");
        assertThat(next.header("etag")).isNotEqualTo(first.header("etag"));
    }

    @Test
    void whoHasItIsNotSentItAgain() {
        String sid = SampleCatalogs.add(catalog, "A", "http://a.example/");
        Reply first = get();
        assertThat(first.header("cache-control")).isEqualTo("max-age=60");
        letTheDumpGrowOld();
        SampleCatalogs.touch(catalog, sid, "", 99);

        Reply known = get("If-None-Match", "\"x\", " + first.header("etag"), "Accept-Encoding", "gzip");
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.header("etag")).isEqualTo(first.header("etag"));
        assertThat(known.header("vary")).isEqualTo("Accept-Encoding");
        assertThat(get("If-None-Match", "W/\"other\"").status()).isEqualTo(200);

        letTheDumpGrowOld();
        SampleCatalogs.touch(catalog, sid, "A new song", 99);
        assertThat(get("If-None-Match", first.header("etag")).body()).contains("A new song");
    }

    /** Of a clock that has been put back, no date tells what is newer. */
    @Test
    void dateTellsNobodyThatHeHasIt() {
        SampleCatalogs.add(catalog, "A", "http://a.example/");

        Reply reply = get("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).doesNotContainKey("last-modified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, gzip;q=0.5", "*"})
    void whoTakesGzipIsSentGzip(String accepted) {
        SampleCatalogs.add(catalog, "A", "http://a.example/");

        Reply reply = get("Accept-Encoding", accepted);
        assertThat(reply.header("content-encoding")).isEqualTo("gzip");
        assertThat(reply.header("vary")).isEqualTo("Accept-Encoding");
        assertThat(reply.body()).isEqualTo(get().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", ""})
    void whoDoesNotIsSentTheDocument(String accepted) {
        Reply reply = get("Accept-Encoding", accepted);

        assertThat(reply.headers()).doesNotContainKey("content-encoding");
        assertThat(reply.body()).startsWith("<?xml ");
        assertThat(reply.header("vary")).isEqualTo("Accept-Encoding");
    }

    @Test
    void headHasTheHeadersAndMakesNothing() {
        SampleCatalogs.add(catalog, "A", "http://a.example/");
        Reply head = ask("HEAD", "Accept-Encoding", "gzip");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("content-encoding")).isEqualTo("gzip");
        assertThat(head.headers()).doesNotContainKey("content-length");
        assertThat(get("If-None-Match", head.header("etag")).status()).isEqualTo(304);
        get();
        assertThat(ask("HEAD", "Accept-Encoding", "gzip").header("content-length"))
                .isNotEmpty();
    }

    /** How long that takes is told by bench/directory.sh. */
    @Test
    void whoReadsWaitsForOneChunkOfAHundredThousandEntriesAlone() throws Exception {
        AtomicInteger written = new AtomicInteger();
        Iterator<Entry> entries = IntStream.range(0, MANY)
                .peek(n -> written.incrementAndGet())
                .mapToObj(n -> ManyEntries.entry(n, "Station " + n))
                .iterator();
        Dump dump = new Dump(entries, YpXml::new, "tag");
        try (InputStream body = new DumpBody(dump, false, () -> {}).open()) {
            assertThat(body.read()).isEqualTo('<');
        }
        assertThat(written).hasPositiveValue().hasValueLessThan(1_000);
    }

    @Test
    void hundredThousandEntriesAreKeptInASixthOfTheirLength() throws Exception {
        Iterator<Entry> entries = IntStream.range(0, MANY)
                .mapToObj(n -> ManyEntries.entry(n, "Station " + n))
                .iterator();
        Dump dump = new Dump(entries, YpXml::new, "tag");
        InputStream body = new DumpBody(dump, false, () -> {}).open();
        long length = body.transferTo(OutputStream.nullOutputStream());
        assertThat(length).isGreaterThan(25_000_000);
        assertThat(dump.size().orElseThrow()).isLessThan(length / 6);
    }
}
