package org.icefloe.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.testkit.Backend;
import org.icefloe.testkit.Certificates;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;
import org.icefloe.testkit.clients.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Streams of ffmpeg are listed in a stub that answers as dir.xiph.org does, in one by https, and in a second Icefloe.
 * The server stands behind a proxy by its settings; so the address that is given out is not its own.
 */
class AnnounceIT {
    private static final String PUBLIC_URL = "https://radio.example/streams";
    private static final Duration PAUSE = Duration.ofSeconds(45);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    /** Says what dir.xiph.org says, and gives each stream a SID of its own. */
    private static Backend answerAsXiph(Backend stub) {
        return stub.answer(
                        "add",
                        form -> Map.of(
                                "YPResponse", "1",
                                "YPMessage", "Successfully Added",
                                "SID", sid(form.field("listenurl")),
                                "TouchFreq", "200"))
                .answer("touch", Map.of("YPResponse", "1", "YPMessage", "Successfully touched", "TouchFreq", "200"))
                .answer("remove", Map.of("YPResponse", "1", "YPMessage", "Successfully removed"));
    }

    private static String sid(String listenUrl) {
        return UUID.nameUUIDFromBytes(listenUrl.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Stage secondIcefloe() {
        return Stage.in(
                directory.resolve("second"),
                "--directory.serve=true",
                "--directory.allow-private=true",
                "--stream.shoutcast-port=0");
    }

    private static JarServer server(String... directories) {
        return JarServer.in(directory.resolve("first"))
                .option("--directory.announce=" + String.join(",", directories))
                .option("--directory.announce-delay=0s")
                .option("--server.public-url=" + PUBLIC_URL)
                .option("--server.contact=crew@radio.example")
                .option("--stream.shoutcast-port=0");
    }

    private static RunningProgram play(Stage stage, String mount, Sample sample, String... words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-v", "warning", "-nostdin", "-re", "-stream_loop", "-1"));
        arguments.addAll(List.of("-i", sample.path().toString(), "-c", "copy", "-f", sample.muxer()));
        arguments.addAll(List.of("-content_type", sample.contentType(), "-ice_public", "1"));
        arguments.addAll(List.of(words));
        arguments.add("icecast://source:" + Server.PASSWORD + "@127.0.0.1:"
                + stage.streams().getPort() + mount);
        return RunningProgram.start(Program.FFMPEG, arguments.toArray(String[]::new));
    }

    private static List<Backend.Form> of(Backend stub, String action, String mount) {
        String url = PUBLIC_URL + mount;
        return stub.forms(action).stream()
                .filter(form ->
                        form.field("listenurl").equals(url) || form.field("sid").equals(sid(url)))
                .toList();
    }

    private static Map<String, JsonNode> listings(Stage stage, String mount) throws IOException {
        JsonNode listings = JSON.readTree(stage.page("admin/directories.json?mount=" + mount))
                .path("listings");
        return StreamSupport.stream(listings.spliterator(), false)
                .collect(Collectors.toMap(listing -> listing.path("directory").asText(), listing -> listing));
    }

    private static String state(Stage stage, String mount, String url, String member) throws IOException {
        JsonNode listing = listings(stage, mount).get(url);
        return listing == null ? "" : listing.path(member).asText();
    }

    @Test
    void streamsAreListedTouchedAndRemovedEverywhere() throws Exception {
        Certificates certificates = Certificates.in(directory.resolve("certificates"));
        try (Backend xiph = answerAsXiph(Backend.start());
                Backend unknown = answerAsXiph(Backend.withTls(certificates.selfSigned("dns:localhost")));
                Stage second = secondIcefloe()) {
            String atXiph = xiph.url() + "cgi-bin/yp-cgi";
            String atSecond = second.streams() + "/cgi-bin/yp-cgi";
            String atTls = "https://localhost:" + unknown.port() + "/yp";
            JarServer server = server(atXiph, atSecond, atTls).option("--relay.ca-file=" + certificates.issuer());
            try (Stage first = Stage.of(server);
                    RunningProgram opus = play(first, "/live.opus", Sample.OPUS, "-ice_name", "Floes in Opus");
                    RunningProgram mp3 = play(first, "/live.mp3", Sample.MP3, wordsOfMp3())) {
                allIsSaid(xiph);
                titleIsToldSoon(first, xiph);
                operatorSeesHowItFares(first, List.of(atXiph, atSecond));

                assertThat(mp3.isAlive()).isTrue();
                mp3.close();
                Stage.until("the end is told")
                        .until(() -> of(xiph, "remove", "/live.mp3").size() == 1);
                Stage.until("nothing is left of it")
                        .until(() -> listings(first, "/live.mp3").isEmpty());

                unknownIsTrustedNot(first, unknown, atTls);
                unknown.close();
                try (Backend known = known(certificates, unknown.port())) {
                    troubleIsToldOnceAndItsEnd(first, known, atTls);
                }
                String sid = state(first, "/live.opus", atSecond, "sid");
                YpClient other = new YpClient(second.streams().getPort());
                assertThat(other.touch(sid, "x").isAccepted()).isTrue();
                assertThat(opus.isAlive()).isTrue();

                assertThat(first.stop()).isEqualTo(143);
                first.assertUnmoved();
                assertThat(of(xiph, "remove", "/live.opus")).hasSize(1);
                assertThat(other.touch(sid, "x").message()).isEqualTo("SID does not exist.");
            }
            second.assertUnmoved();
            assertThat(second.stop()).isEqualTo(143);
            assertThat(Kept.in(second.home())).isEmpty();
        }
    }

    private static String[] wordsOfMp3() {
        return new String[] {
            "-ice_name",
            "Sweeps & Flöße",
            "-ice_genre",
            "Ambient;Drone",
            "-ice_description",
            "Ice that floats",
            "-ice_url",
            "http://floe.example/?a=1&b=2"
        };
    }

    /** In the order in which icecast2 says it; numbers of the sound are said where they are known. */
    private static void allIsSaid(Backend xiph) {
        Stage.until("both are listed")
                .until(() -> !of(xiph, "touch", "/live.mp3").isEmpty()
                        && !of(xiph, "touch", "/live.opus").isEmpty());
        Backend.Form mp3 = of(xiph, "add", "/live.mp3").get(0);
        assertThat(mp3.body())
                .startsWith("action=add&sn=Sweeps%20%26%20Fl%C3%B6%C3%9Fe&genre=Ambient%3BDrone&cpswd=&desc=")
                .contains("&desc=Ice%20that%20floats&url=http%3A%2F%2Ffloe.example%2F%3Fa%3D1%26b%3D2&listenurl=")
                .contains("&listenurl=https%3A%2F%2Fradio.example%2Fstreams%2Flive.mp3&type=audio%2Fmpeg&stype=&b=");
        assertThat(mp3.field("admin")).isEqualTo("crew@radio.example");
        assertThat(mp3.field("sourceinstance")).matches("[0-9a-f-]{36}");

        Backend.Form opus = of(xiph, "add", "/live.opus").get(0);
        assertThat(opus.field("type")).isEqualTo("application/ogg");
        assertThat(opus.field("genre")).isNotEmpty();
        Backend.Form touch = of(xiph, "touch", "/live.opus").get(0);
        assertThat(touch.field("stype")).isEqualTo("Opus");
        assertThat(touch.field("st")).isEqualTo(Sample.TITLE);
        assertThat(of(xiph, "add", "/live.opus")).hasSize(1);
        assertThat(touch.field("max_listeners")).isEqualTo("unlimited");
        assertThat(touch.body())
                .matches("action=touch&sid=[^&]+&st=[^&]*&listeners=0&max_listeners=unlimited&stype=Opus");
    }

    /** The next touch that is due anyway comes after 200 s, as the stub asks for; that is longer than we wait here. */
    private static void titleIsToldSoon(Stage first, Backend xiph) throws IOException {
        try (Listener one = first.audience().join("/live.mp3");
                Listener two = first.audience().join("/live.mp3")) {
            assertThat(List.of(one.head().status(), two.head().status())).containsOnly(200);
            first.awaitListeners("/live.mp3", 2);
            first.tell("/live.mp3", Stage.encoded("Björk - Jóga"));
            Stage.until("the title is told").until(() -> of(xiph, "touch", "/live.mp3").stream()
                    .anyMatch(touch -> touch.field("st").equals("Björk - Jóga")
                            && touch.field("listeners").equals("2")));
            Stage.until("the statistics say so").until(() -> first.page("admin/stats?mount=/live.mp3")
                    .contains("<yp_currently_playing>Björk - Jóga</yp_currently_playing>"));
        }
    }

    private static void operatorSeesHowItFares(Stage first, List<String> directories) throws IOException {
        for (String url : directories) {
            Stage.until(url + " has been touched")
                    .until(() -> state(first, "/live.mp3", url, "answer"), "Successfully touched"::equals);
            JsonNode listing = listings(first, "/live.mp3").get(url);
            assertThat(listing.path("phase").asText()).isEqualTo("listed");
            assertThat(listing.path("sid").asText()).isNotEmpty();
            assertThat(listing.path("listenUrl").asText()).isEqualTo(PUBLIC_URL + "/live.mp3");
            assertThat(listing.path("lastTouch").asText()).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(first.page("admin/directories?mount=/live.mp3"))
                    .contains("<directory>" + url + "</directory>")
                    .contains("<sid>" + listing.path("sid").asText() + "</sid>")
                    .contains("<answer>Successfully touched</answer>", "<last_touch>20");
        }
    }

    private static void unknownIsTrustedNot(Stage first, Backend unknown, String url) throws IOException {
        assertThat(state(first, "/live.opus", url, "phase")).isEqualTo("failing");
        assertThat(state(first, "/live.opus", url, "words"))
                .contains("cannot be trusted: ")
                .matches(".*; next try in \\d+ s");
        assertThat(state(first, "/live.opus", url, "words")).contains("is signed by nobody known here");
        assertThat(unknown.forms("add")).isEmpty();
    }

    private static Backend known(Certificates certificates, int port) throws IOException {
        return answerAsXiph(Backend.withTls(certificates.signed("dns:localhost"), port));
    }

    private static void troubleIsToldOnceAndItsEnd(Stage first, Backend known, String url) {
        await("it is listed there")
                .atMost(PAUSE)
                .until(() -> of(known, "touch", "/live.opus").size() == 1);
        assertThat(first.log("WARN", "Directory " + url))
                .singleElement()
                .asString()
                .contains("cannot be trusted: ");
        assertThat(first.log("Directory " + url, "answers again")).hasSize(1);
    }
}
