package org.icefloe.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.icefloe.files.FileReplies;
import org.icefloe.files.FileResource;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.Mount;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.Station;
import org.icefloe.rest.StreamAddress;
import org.icefloe.webroot.Webroot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlaylistResourceTest {
    private static final Map<String, String> WORDS = Map.of(
            "icy-name", "Radio <Floe> & Ice",
            "icy-description", "All day",
            "icy-genre", "jazz",
            "icy-br", "128",
            "icy-url", "https://floe.example/");

    @TempDir
    Path root;

    private final Station station = new Station();

    @ParameterizedTest
    @CsvSource({
        "live.mp3.m3u, http://radio.example:8000/live.mp3",
        "no/such%20mount.m3u, http://radio.example:8000/no/such%20mount",
        "live.m3u.m3u, http://radio.example:8000/live.m3u",
        "%5Bx%5D%22.m3u, http://radio.example:8000/%5Bx%5D%22",
        "live.mp3.m3u?_=123, http://radio.example:8000/live.mp3",
        "live.mp3.m3u?username=ann&password=p%40s%2Fs%3A+%0D%0AX, http://ann:p%40s%2Fs%3A%20%0D%0AX@radio.example:8000/live.mp3",
        "live.mp3.m3u?username=%C3%BC&password=, http://%C3%BC:@radio.example:8000/live.mp3",
        "live.mp3.m3u?username=ann, http://radio.example:8000/live.mp3",
    })
    void m3uIsTheAddressWhetherTheMountIsOnOrNot(String path, String address) {
        Reply reply = server().get(path).send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("audio/x-mpegurl");
        assertThat(reply.header("cache-control")).isEqualTo("no-cache, no-store");
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(reply.body()).isEqualTo(address + "\r\n");
    }

    @Test
    void addressIsThePublicOneWhereItIsSet() {
        StreamAddress address = Applications.publicAt("https://r.example/s");

        assertThat(server(address).get("live.mp3.m3u").send().body()).isEqualTo("https://r.example/s/live.mp3\r\n");
    }

    @Test
    void plsNamesTheStream() {
        begin("/live.mp3", "audio/mpeg");

        Reply reply = server().get("live.mp3.pls").send();

        assertThat(reply.header("content-type")).isEqualTo("audio/x-scpls");
        assertThat(reply.body())
                .isEqualTo("[playlist]\r\nNumberOfEntries=1\r\nFile1=http://radio.example:8000/live.mp3\r\n"
                        + "Title1=Radio <Floe> & Ice\r\nLength1=-1\r\nVersion=2\r\n");
    }

    @Test
    void plsOfAMountThatIsOffBearsTheMountsName() {
        assertThat(server().get("off.mp3.pls").send().body()).contains("\r\nTitle1=/off.mp3\r\n");
    }

    @Test
    void vcltTellsWhatPlays() {
        Mount mount = begin("/live.ogg", "application/ogg");
        mount.titles().announce(new StreamTags("Quartet", "Adagio"));
        FakeSource.intakeOf(mount).info(new StreamInfo(List.of("Vorbis"), 44_100, 2, 0));

        Reply reply = server().get("live.ogg.vclt").send();

        assertThat(reply.header("content-type")).isEqualTo("audio/x-vclt; charset=UTF-8");
        assertThat(reply.body())
                .isEqualTo(
                        "STREAMURL=http://radio.example:8000/live.ogg\nARTIST=Quartet\nTITLE=Adagio\n"
                                + "SERVER_NAME=Radio <Floe> & Ice\nDESCRIPTION=All day\nSIGNALINFO=codec:ogg_vorbis\nGENRE=jazz\n==\n");
    }

    @Test
    void vcltOfAnotherCodecAndOfAMountThatIsOff() {
        FakeSource.intakeOf(begin("/live.opus", "audio/ogg")).info(new StreamInfo(List.of("Opus"), 48_000, 2, 0));

        assertThat(server().get("live.opus.vclt").send().body()).contains("\nSIGNALINFO=codec:ogg_general\n");
        assertThat(server().get("off.vclt").send().body()).isEqualTo("STREAMURL=http://radio.example:8000/off\n==\n");
    }

    @Test
    void xspfTellsWhatIsKnown() throws Exception {
        begin("/live.mp3", "audio/mpeg").titles().announce(new StreamTags("Quartet", "<Adagio> & \"more\""));

        Reply reply = server().get("live.mp3.xspf?username=a&password=b").send();
        Document document = parse(reply.body());

        assertThat(reply.header("content-type")).isEqualTo("application/xspf+xml; charset=UTF-8");
        assertThat(document.getDocumentElement().getNamespaceURI()).isEqualTo("http://xspf.org/ns/0/");
        assertThat(document.getDocumentElement().getAttribute("version")).isEqualTo("1");
        assertThat(texts(document, "location")).containsExactly("http://a:b@radio.example:8000/live.mp3");
        assertThat(texts(document, "creator")).containsExactly("Radio <Floe> & Ice", "Quartet");
        assertThat(texts(document, "title")).containsExactly("Radio <Floe> & Ice", "<Adagio> & \"more\"");
        assertThat(texts(document, "info")).containsExactly("https://floe.example/");
        assertThat(texts(document, "annotation"))
                .containsExactly("Stream Title: Radio <Floe> & Ice\nStream Description: All day\n"
                        + "Content Type: audio/mpeg\nBitrate: 128\nCurrent Listeners: 0\nPeak Listeners: 0\n"
                        + "Stream Genre: jazz");
    }

    @Test
    void xspfOfAMountThatIsOffHasItsAddress() throws Exception {
        Document document = parse(server().get("off%20x.xspf").send().body());

        assertThat(texts(document, "location")).containsExactly("http://radio.example:8000/off%20x");
        assertThat(texts(document, "annotation")).isEmpty();
    }

    /**
     * Every character there is, in title, artist and what the source says, with halves of surrogate pairs among them.
     */
    @Test
    void everyCharacterMakesWellFormedXmlAndOneLine() throws Exception {
        for (int block = 0; block < 0x10000; block += 0x400) {
            StringBuilder text = new StringBuilder();
            for (int character = block; character < block + 0x400; character++) {
                text.append((char) character).append('-');
            }
            Mount mount = station.begin("/x" + block, "audio/mpeg", Map.of("icy-name", text.toString()));
            mount.titles().announce(new StreamTags(text.toString(), text.toString()));

            Document document = parse(server().get("x" + block + ".xspf").send().body());
            String vclt = server().get("x" + block + ".vclt").send().body();

            assertThat(texts(document, "title")).hasSize(2);
            assertThat(vclt.split("\\R")).hasSize(5);
        }
    }

    @Test
    void charactersBeyondTheBasicPlaneStay() throws Exception {
        station.begin("/m", "audio/mpeg", Map.of()).titles().announce("\uD83C\uDFB6 ü");

        assertThat(texts(parse(server().get("m.xspf").send().body()), "title")).contains("\uD83C\uDFB6 ü");
    }

    @Test
    void hiddenMountHasAPlaylistForWhoeverKnowsItsName() {
        station.hide("/secret.mp3");
        begin("/secret.mp3", "audio/mpeg");

        assertThat(server().get("secret.mp3.m3u").send().body()).isEqualTo("http://radio.example:8000/secret.mp3\r\n");
    }

    @Test
    void fileOfThatNameGoesBefore() throws Exception {
        Files.writeString(root.resolve("best.m3u"), "#EXTM3U\n");
        Files.createDirectories(root.resolve("dir.m3u"));
        Files.writeString(root.resolve("dir.m3u/a.mp3"), "sound");

        assertThat(server().get("best.m3u").send().body()).isEqualTo("#EXTM3U\n");
        assertThat(server().get("best.m3u").header("Range", "bytes=0-0").send().status())
                .isEqualTo(206);
        assertThat(server().head("best.m3u").send().header("etag")).isNotEmpty();
        assertThat(server().get("dir.m3u").send().body()).isEqualTo("http://radio.example:8000/dir\r\n");
        assertThat(server().get("dir.m3u/a.mp3").send().body()).isEqualTo("sound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0ab.m3u", "..%2fa.m3u", "a%2f%2fb.m3u", ".hidden.m3u", ".m3u"})
    void nameThatCanBeNoMountsIsNotFound(String path) {
        assertThat(server().get(path).send().status()).isEqualTo(404);
    }

    @Test
    void buildM3uPutsTheLoginIntoAFileToBeKept() {
        Reply reply = server().get("admin/buildm3u?mount=/live.mp3&username=ann&password=a%26b")
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-disposition")).isEqualTo("attachment; filename=\"listen.m3u\"");
        assertThat(reply.body()).isEqualTo("http://ann:a%26b@radio.example:8000/live.mp3\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?mount=", "?mount=live.mp3", "?mount=/a%0d%0ab"})
    void buildM3uWithoutAMountGets400(String query) {
        Reply reply = server().get("admin/buildm3u" + query).send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("such as /live.mp3");
    }

    private Mount begin(String name, String contentType) {
        return station.begin(name, contentType, WORDS);
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> texts(Document document, String element) {
        NodeList found = document.getElementsByTagNameNS("http://xspf.org/ns/0/", element);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }

    private InProcess server() {
        return server(Applications.reachedAt("set.example", 8000));
    }

    private InProcess server(StreamAddress address) {
        Webroot webroot = Webroot.at(root);
        FileReplies files = new FileReplies(Clock.systemUTC(), new Random(1));
        Locations locations = new Locations(station.mounts(), address);
        return InProcess.of(
                Applications.of(station.authenticator())
                        .serve(PlaylistResource.class, new PlaylistResource(locations, webroot, files))
                        .serve(BuildM3uResource.class, new BuildM3uResource(locations))
                        .serve(FileResource.class, new FileResource(webroot, files)),
                "http://radio.example:8080/");
    }
}
