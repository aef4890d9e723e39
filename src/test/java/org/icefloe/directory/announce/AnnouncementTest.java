package org.icefloe.directory.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.icefloe.format.StreamInfo;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.Mount;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    private static final Announcer.Self SELF = new Announcer.Self("id", () -> "dj@radio.example");
    private static final Map<String, String> WORDS = Map.of(
            "icy-name", "Flöe & Söhne",
            "icy-genre", "jazz, ambient",
            "icy-description", "a=b",
            "icy-url", "https://floe.example/?a=1&b=2",
            "icy-br", "128",
            "ice-audio-info", "ice-bitrate=128;ice-channels=2;ice-samplerate=44100;evil=1");

    private final AnnouncerFixture room = new AnnouncerFixture();

    private Map<String, String> add(Mount mount, Announcer.Self self) {
        return Announcement.add(mount, "http://h.example:8000/live", self).fields();
    }

    /** The order and the names of Icecast 2.4.4, then those of 2.5. */
    @Test
    void addSaysWhatIcecastSays() {
        Mount mount = room.stream("/live", WORDS).mount();

        String form =
                Announcement.add(mount, "http://h.example:8000/live", SELF).form();

        assertThat(form)
                .startsWith("action=add&sn=Fl%C3%B6e%20%26%20S%C3%B6hne&genre=jazz%2C%20ambient&cpswd=&desc=a%3Db"
                        + "&url=https%3A%2F%2Ffloe.example%2F%3Fa%3D1%26b%3D2"
                        + "&listenurl=http%3A%2F%2Fh.example%3A8000%2Flive&type=audio%2Fmpeg&stype=&b=128"
                        + "&samplerate=44100&channels=2&ice-bitrate=128&ice-samplerate=44100&ice-channels=2"
                        + "&audioinfo=ice-bitrate%3D128%3Bice-channels%3D2%3Bice-samplerate%3D44100%3Bevil%3D1"
                        + "&admin=dj%40radio.example&sourceinstance=")
                .doesNotContain("\r", "\n", "&evil");
    }

    @Test
    void bitrateMayBeThatOfTheSound() {
        Mount mount =
                room.stream("/live", Map.of("ice-audio-info", "ice-bitrate=96")).mount();

        assertThat(add(mount, SELF)).containsEntry("b", "96");
    }

    @Test
    void whatTheSourceDoesNotSayIsHeard() {
        FakeSource silent = room.stream("/silent");
        silent.intake().info(new StreamInfo(List.of("MP3"), 48_000, 1, 192_000));
        FakeSource wordy = room.stream("/wordy", WORDS);
        wordy.intake().info(new StreamInfo(List.of("MP3"), 48_000, 1, 192_000));

        assertThat(add(silent.mount(), SELF))
                .containsEntry("b", "192")
                .containsEntry("samplerate", "48000")
                .containsEntry("channels", "1");
        assertThat(add(wordy.mount(), SELF)).containsEntry("b", "128").containsEntry("samplerate", "44100");
    }

    @Test
    void languageIsSaidWhereItIsKnown() {
        Mount mount = room.stream("/live", Map.of("content-language", "de")).mount();

        assertThat(add(mount, SELF)).containsEntry("language", "de");
    }

    @Test
    void whatNobodyHasSaidIsNotMadeUp() {
        Mount mount = room.stream("/live").mount();

        assertThat(add(mount, new Announcer.Self("id", () -> "icemaster@localhost")))
                .containsEntry("desc", "")
                .containsEntry("url", "")
                .doesNotContainKeys("admin", "language", "samplerate", "channels", "audioinfo");
    }

    @Test
    void instanceIsThatOfTheStream() {
        Mount mount = room.stream("/live").mount();
        String instance = add(mount, SELF).get("sourceinstance");

        assertThat(instance).hasSize(36).isEqualTo(add(mount, SELF).get("sourceinstance"));
        assertThat(add(mount, new Announcer.Self("other", () -> "")).get("sourceinstance"))
                .isNotEqualTo(instance);
    }

    @Test
    void titleMayBeAnything() {
        FakeSource source = room.stream("/live");

        assertThat(Announcement.touch(source.mount(), "a&b", "R&B = 100 %\u2028é")
                        .form())
                .isEqualTo("action=touch&sid=a%26b&st=R%26B%20%3D%20100%20%25%E2%80%A8%C3%A9&listeners=0"
                        + "&max_listeners=unlimited&stype=");
    }
}
