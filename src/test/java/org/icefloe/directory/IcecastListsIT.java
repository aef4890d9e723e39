package org.icefloe.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.onair.Audience;
import org.icefloe.onair.Stage;
import org.icefloe.testkit.FreePorts;
import org.icefloe.testkit.clients.Icecast2Catalog;
import org.icefloe.testkit.clients.Passage;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.Target;
import org.icefloe.testkit.clients.TitleUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's icecast2 lists streams of ffmpeg here. It waits a minute before it does, and touches each half minute; so
 * all that needs it is one story. What it says and hears is overheard on the wire; what the directory knows is read
 * from its database, whenever it is stopped.
 */
class IcecastListsIT {
    private static final Duration UNTIL_LISTED = Duration.ofSeconds(90);
    private static final Duration UNTIL_TOUCHED = Duration.ofSeconds(45);

    /** Every mount is public, also that whose source does not say so. */
    private static final String PUBLIC = "<mount><mount-name>/nameless.mp3</mount-name><public>1</public></mount>";

    private static final String MP3 = "/live.mp3";
    private static final String VORBIS = "/live.ogg";

    @TempDir
    static Path directory;

    private final int port = FreePorts.one();

    /** A form on the wire. */
    private record Form(Map<String, String> fields) {
        static Form parse(String text) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String pair : text.split("&")) {
                String[] sides = pair.split("=", 2);
                fields.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
            }
            return new Form(fields);
        }

        String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    private static List<Form> forms(Passage wire, String action) {
        List<Form> forms = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("action=" + action + "&[^\\s]*(?=\r\n)").matcher(wire.asked());
        while (matcher.find()) {
            forms.add(Form.parse(matcher.group()));
        }
        return forms;
    }

    private Stage openDirectory() {
        return Stage.in(
                directory,
                "--stream-port=" + port,
                "--stream.shoutcast-port=0",
                "--directory.serve=true",
                "--directory.allow-private=true",
                "--directory.touch-interval=30s");
    }

    private static RunningServer icecast(Passage wire) {
        String url = "http://127.0.0.1:" + wire.port() + YpClient.PATH;
        return new Icecast2Catalog("<directory><yp-url-timeout>15</yp-url-timeout><yp-url>" + url
                        + "</yp-url></directory>" + PUBLIC)
                .standalone(Duration.ofSeconds(10));
    }

    private static RunningProgram play(Target icecast, String mount, Sample sample, String... words)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-v", "warning", "-nostdin", "-re", "-stream_loop", "-1"));
        arguments.addAll(List.of("-i", sample.path().toString(), "-c", "copy", "-f", sample.muxer()));
        arguments.addAll(List.of("-content_type", sample.contentType()));
        arguments.addAll(List.of(words));
        arguments.add("icecast://source:" + icecast.sourcePassword() + "@127.0.0.1:" + icecast.streamPort() + mount);
        return RunningProgram.start(Program.FFMPEG, arguments.toArray(String[]::new));
    }

    private static void tell(Target icecast, String title) {
        Stage.until("a title of " + MP3)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    TitleUpdate.send(icecast, MP3, title);
                    return true;
                });
    }

    private static Entry at(List<Entry> entries, String mount) {
        return entries.stream()
                .filter(entry -> entry.listenUrl().endsWith(mount))
                .findAny()
                .orElseThrow();
    }

    @Test
    void streamsAreListedTouchedAndRemovedThoughTheDirectoryStartsAnewMeanwhile() throws IOException {
        Stage pages = openDirectory();
        try (Passage wire = Passage.overhearing(port);
                RunningServer icecast = icecast(wire);
                RunningProgram mp3 = play(icecast.streamDoor(), MP3, Sample.MP3, describedMp3());
                RunningProgram vorbis = play(icecast.streamDoor(), VORBIS, Sample.VORBIS, describedVorbis());
                RunningProgram nameless = play(icecast.streamDoor(), "/nameless.mp3", Sample.MP3);
                Audience audience = new Audience(icecast.streamDoor().streamPort())) {
            tell(icecast.streamDoor(), "Björk - Jóga");
            audience.join(2, MP3);
            await("touches")
                    .atMost(UNTIL_LISTED)
                    .until(() -> forms(wire, "touch").size() >= 2);
            Stage.until("answers to them").until(() -> count(wire, "YPMessage: Successfully touched\r\n") >= 2);
            assertThat(count(wire, "YPResponse: 1\r\nYPMessage: Successfully Added\r\nSID: "))
                    .isEqualTo(2);
            assertThat(wire.answered()).contains("SID: -1\r\n", "TouchFreq: 30\r\n");
            assertThat(Icecast2Catalog.errorLog(icecast)).contains("YP add on", "This is nobody's name.");
            assertThat(pages.stop()).isEqualTo(143);
            assertKept(Kept.in(pages.home()), icecast.streamDoor().streamPort());

            pages = openDirectory();
            tell(icecast.streamDoor(), "Björk - Hunter");
            audience.join(1, MP3);
            String before = wire.asked();
            await("a touch with the next title").atMost(UNTIL_TOUCHED).until(() -> forms(wire, "touch").stream()
                    .anyMatch(touch -> touch.field("st").equals("Björk - Hunter")
                            && touch.field("listeners").equals("3")));
            assertThat(wire.asked()).startsWith(before);
            Stage.until("its answer").until(() -> count(wire, "YPMessage: Successfully touched\r\n") >= 3);
            assertThat(wire.answered()).doesNotContain("SID does not exist.");
            assertThat(forms(wire, "add")).hasSize(3);

            mp3.close();
            vorbis.close();
            nameless.close();
            Stage.until("both are removed").until(() -> count(wire, "YPMessage: Successfully removed\r\n") == 2);
            pages.assertUnmoved();
            assertThat(pages.stop()).isEqualTo(143);
            assertThat(Kept.in(pages.home())).isEmpty();
        } finally {
            pages.close();
        }
    }

    private static String[] describedMp3() {
        return new String[] {
            "-ice_name",
            "Sweeps & <b>Floes</b>",
            "-ice_genre",
            "Ambient;Deep Drone",
            "-ice_description",
            "Dés & co",
            "-ice_url",
            "http://floe.example/?a=1&b=2",
            "-ice_public",
            "1"
        };
    }

    private static String[] describedVorbis() {
        return new String[] {"-ice_name", "Floes in Vorbis", "-ice_genre", "ambient drone", "-ice_public", "1"};
    }

    private static int count(Passage wire, String words) {
        return wire.answered().split(Pattern.quote(words), -1).length - 1;
    }

    private static void assertKept(List<Entry> entries, int icecast) {
        assertThat(entries).hasSize(2);
        Entry mp3 = at(entries, MP3);
        assertThat(mp3.listenUrl()).isEqualTo("http://localhost:" + icecast + MP3);
        assertThat(mp3.broadcast())
                .isEqualTo(new Broadcast(
                        "Sweeps & <b>Floes</b>",
                        List.of("ambient", "deep drone"),
                        "Dés & co",
                        "http://floe.example/?a=1&b=2",
                        "audio/mpeg",
                        "",
                        new Broadcast.Sound(0, 0, 0),
                        "",
                        ""));
        assertThat(mp3.lastTouch().song()).isEqualTo("Björk - Jóga");
        assertThat(mp3.lastTouch().listeners()).isEqualTo(2);
        Entry vorbis = at(entries, VORBIS);
        assertThat(vorbis.broadcast().genres()).containsExactly("ambient", "drone");
        assertThat(vorbis.broadcast().codecs()).containsExactly("Vorbis");
        assertThat(vorbis.lastTouch().song()).isEqualTo(Sample.TITLE);
        assertThat(vorbis.lastTouch().listeners()).isZero();
    }
}
