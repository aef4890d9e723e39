package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.config.MountSetting;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.icefloe.rest.StreamAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusResourceTest {
    private static final String GLOBAL = "{\"icestats\":{\"admin\":\"me@example.org\",\"host\":\"radio.example.org\","
            + "\"location\":\"Earth\",\"server_id\":\"Icefloe 0.1.0\","
            + "\"server_start\":\"Fri, 20 Nov 2026 17:10:29 +0000\","
            + "\"server_start_iso8601\":\"2026-11-20T17:10:29+0000\",";

    private static final String ONE = "{\"genre\":\"various\",\"listener_peak\":0,\"listeners\":0,"
            + "\"listenurl\":\"http://radio.example.org:8000/m.mp3\","
            + "\"server_description\":\"Unspecified description\",\"server_name\":\"Unspecified name\","
            + "\"server_type\":\"audio/mpeg\",\"stream_start\":\"Fri, 20 Nov 2026 17:10:29 +0000\","
            + "\"stream_start_iso8601\":\"2026-11-20T17:10:29+0000\",\"dummy\":null}";

    private final ObjectMapper json = new ObjectMapper();
    private final Station station = new Station();
    private final InProcess server = server(8000);

    private InProcess server(int streamPort) {
        StreamAddress address = new StreamAddress("radio.example.org", streamPort);
        return InProcess.of(
                new RestConfig(station.authenticator())
                        .serve(
                                StatusResource.class,
                                new StatusResource(station.figures().forDoors().status(), address)),
                "http://localhost:8080/icefloe/");
    }

    @Test
    void withoutASourceThereIsADummyInItsPlace() {
        assertThat(get("").body()).isEqualTo(GLOBAL + "\"dummy\":null}}");
    }

    @Test
    void mountThatHasEndedIsNotHeld() {
        WeakReference<Mount> ended = showAndEnd();
        get("");

        await().until(() -> {
            System.gc();
            return ended.get() == null;
        });
    }

    private WeakReference<Mount> showAndEnd() {
        Mount mount = station.begin("/m.mp3", "audio/mpeg", Map.of());
        assertThat(get("").body()).contains("/m.mp3");
        FakeSource.end(station.mounts(), mount);
        return new WeakReference<>(mount);
    }

    @Test
    void oneSourceIsAnObject() {
        station.begin("/m.mp3", "audio/mpeg", Map.of());

        assertThat(get("").body()).isEqualTo(GLOBAL + "\"source\":" + ONE + "}}");
    }

    @Test
    void moreSourcesAreAnArray() {
        station.begin("/m.mp3", "audio/mpeg", Map.of());
        station.begin("/n.mp3", "audio/mpeg", Map.of());

        assertThat(get("").body())
                .isEqualTo(GLOBAL + "\"source\":[" + ONE + "," + ONE.replace("/m.mp3", "/n.mp3") + "]}}");
    }

    @Test
    void headersLetEveryPageReadIt() {
        Reply reply = get("");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(reply.header("cache-control")).isEqualTo("no-cache, no-store");
    }

    @Test
    void mountLeavesOutTheOthers() {
        station.begin("/m.mp3", "audio/mpeg", Map.of());
        station.begin("/n.mp3", "audio/mpeg", Map.of());

        assertThat(get("?mount=/m.mp3").body()).isEqualTo(GLOBAL + "\"source\":" + ONE + "}}");
        assertThat(get("?mount=/nix").body()).isEqualTo(GLOBAL + "\"dummy\":null}}");
    }

    @Test
    void hiddenMountIsLeftOutEvenIfItIsAskedFor() {
        station.hide("/h.mp3");
        station.begin("/h.mp3", "audio/mpeg", Map.of());

        assertThat(get("").body()).doesNotContain("h.mp3");
        assertThat(get("?mount=/h.mp3").body()).isEqualTo(GLOBAL + "\"dummy\":null}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999", "-", "- -", "true", "null", "0x1", "1e5", "\"quoted\" \\ back", "</script>", "漢字"})
    void textStaysTextWhateverItLooksLike(String text) throws Exception {
        Map<String, String> words = Map.of("icy-name", text, "icy-genre", text, "icy-description", text);
        station.begin("/m.mp3", "audio/mpeg", words).titles().announce(text);

        JsonNode source = source();
        for (String member : List.of("title", "server_name", "genre", "server_description")) {
            assertThat(source.get(member).isTextual()).as(member).isTrue();
            assertThat(source.get(member).asText()).as(member).isEqualTo(text);
        }
    }

    @Property(tries = 200)
    void anyTitleGivesJson(@ForAll String title) throws Exception {
        Station fresh = new Station();
        fresh.begin("/m.mp3", "audio/mpeg", Map.of()).titles().announce(title);

        byte[] document = fresh.figures().forDoors().status().json(Optional.empty(), mount -> "http://x/");
        assertThat(json.readTree(document).at("/icestats/source/server_type").asText())
                .isEqualTo("audio/mpeg");
    }

    @Test
    void whatTheSourceSaysOfItsSoundIsNumbers() throws Exception {
        String info = "ice-samplerate=44100;ice-bitrate=128; ice-channels=2;ice-quality=0.4;listeners=9;title=x";
        station.begin("/m.mp3", "audio/mpeg", Map.of("ice-audio-info", info, "icy-br", "96"));

        JsonNode source = source();
        assertThat(source.get("audio_info").asText()).isEqualTo(info);
        assertThat(source.get("bitrate").toString()).isEqualTo("96");
        assertThat(source.get("ice-bitrate").toString()).isEqualTo("128");
        assertThat(source.get("ice-channels").toString()).isEqualTo("2");
        assertThat(source.get("ice-samplerate").toString()).isEqualTo("44100");
        assertThat(source.get("ice-quality").toString()).isEqualTo("0.4");
        assertThat(source.get("listeners").toString()).isEqualTo("0");
        assertThat(source.has("title")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Quality 0", "007", "1e400", "--1", "NaN"})
    void bitrateThatIsNoNumberIsText(String bitrate) throws Exception {
        station.begin("/m.mp3", "audio/mpeg", Map.of("icy-br", bitrate));

        assertThat(source().get("bitrate").isTextual()).isTrue();
    }

    @Test
    void oggSourceTellsWhatItsHeadersSay() throws Exception {
        Mount mount = station.begin("/v.ogg", "application/ogg", Map.of());
        FakeSource.intakeOf(mount).info(new StreamInfo(List.of("Vorbis"), 44_100, 2, 64_000));
        mount.titles().announce(new StreamTags("Art", "Tit"));

        JsonNode source = source();
        assertThat(source.get("subtype").asText()).isEqualTo("Vorbis");
        assertThat(source.get("audio_bitrate").asInt()).isEqualTo(64_000);
        assertThat(source.get("audio_channels").asInt()).isEqualTo(2);
        assertThat(source.get("audio_samplerate").asInt()).isEqualTo(44_100);
        assertThat(source.get("ice-bitrate").asInt()).isEqualTo(64);
        assertThat(source.get("artist").asText()).isEqualTo("Art");
        assertThat(source.get("title").asText()).isEqualTo("Tit");
    }

    @Test
    void settingsMaySayWhatTheCodecsAre() throws Exception {
        station.set("/v.ogg", MountSetting.STREAM_SUBTYPE, Optional.of("Vorbis/Kate"));
        FakeSource.intakeOf(station.begin("/v.ogg", "application/ogg", Map.of()))
                .info(new StreamInfo(List.of("Vorbis"), 44_100, 2, 64_000));

        assertThat(source().get("subtype").asText()).isEqualTo("Vorbis/Kate");
    }

    @Test
    void membersAreInAlphabeticalOrder() throws Exception {
        station.begin("/m.mp3", "audio/mpeg", Map.of("icy-url", "http://x/", "icy-br", "96"))
                .titles()
                .announce(new StreamTags("A", "B"));

        List<String> members = new ArrayList<>();
        source().fieldNames().forEachRemaining(members::add);
        assertThat(members.remove(members.size() - 1)).isEqualTo("dummy");
        assertThat(members).isSorted().contains("artist", "bitrate", "server_url", "title");
    }

    @Test
    void listenersAreCounted() throws Exception {
        Mount mount = station.begin("/m.mp3", "audio/mpeg", Map.of());
        mount.tryEnter();
        mount.tryEnter();
        mount.leave();

        assertThat(source().get("listeners").asInt()).isEqualTo(1);
        assertThat(source().get("listener_peak").asInt()).isEqualTo(2);
    }

    @Test
    void addressIsFitForAUri() throws Exception {
        station.begin("/Küche & Bad?.mp3", "audio/mpeg", Map.of());

        assertThat(source().get("listenurl").asText())
                .isEqualTo("http://radio.example.org:8000/K%C3%BCche%20&%20Bad%3F.mp3");
    }

    @Test
    void withoutAStreamPortTheAddressIsThatOfTheDoor() throws Exception {
        station.begin("/m.mp3", "audio/mpeg", Map.of());
        JsonNode document =
                json.readTree(server(0).get("status-json.xsl").send().body());

        assertThat(document.at("/icestats/source/listenurl").asText()).isEqualTo("http://localhost:8080/icefloe/m.mp3");
    }

    @Test
    void bareIpv6AddressIsPutInBrackets() {
        assertThat(new StreamAddress("::1", 8000).announced(new MountName("/m"), null))
                .isEqualTo("http://[::1]:8000/m");
    }

    private Reply get(String query) {
        return server.get("status-json.xsl" + query).send();
    }

    private JsonNode source() throws Exception {
        return json.readTree(get("").body()).at("/icestats/source");
    }
}
