package org.icefloe.auth.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.Test;

/** The fields, and their order, are those that Icecast 2.4.4 sends. */
class FormsTest {
    private final Forms forms = new Forms("radio.example", 8000);

    private static Visitor visitor(Map<String, String> headers) {
        return new Visitor(
                7,
                new MountName("/live é.mp3"),
                "session=a%20b&x=1",
                headers,
                Optional.of(new Credentials("anna&bob", "p=w +%")),
                "192.0.2.7");
    }

    @Test
    void listenerAddTellsWhoAsksForWhat() {
        assertThat(forms.listenerAdd(visitor(Map.of("user-agent", "VLC/3 (x)")), MountSettings.DEFAULT))
                .hasToString("action=listener_add&server=radio.example&port=8000&client=7"
                        + "&mount=%2Flive%2520%25C3%25A9.mp3%3Fsession%3Da%2520b%26x%3D1&user=anna%26bob"
                        + "&pass=p%3Dw%20%2B%25&ip=192.0.2.7&agent=VLC%2F3%20%28x%29");
    }

    @Test
    void listenerWithoutNameAndAgent() {
        Visitor nobody = new Visitor(8, new MountName("/a"), "", Map.of(), Optional.empty(), "::1");

        assertThat(forms.listenerAdd(nobody, MountSettings.DEFAULT))
                .hasToString("action=listener_add&server=radio.example&port=8000&client=8&mount=%2Fa&user=&pass="
                        + "&ip=%3A%3A1&agent=-");
    }

    @Test
    void headersThatAreAskedForAreAdded() {
        MountSettings settings =
                MountSettings.from(Map.of("auth-headers", "Cookie, X-None", "auth-header-prefix", "ClientHeader."));

        assertThat(forms.listenerAdd(visitor(Map.of("cookie", "a=1; b=2")), settings)
                        .toString())
                .endsWith("&agent=-&ClientHeader.Cookie=a%3D1%3B%20b%3D2");
    }

    /** Icecast up to 2.4.3 wrote these behind the end of a buffer of 4096 bytes (CVE-2018-18820). */
    @Test
    void headersMayBeOfAnyLength() {
        MountSettings settings = MountSettings.from(Map.of("auth-headers", "a,b,c"));
        String value = "€".repeat(5000);

        assertThat(forms.listenerAdd(visitor(Map.of("a", value, "b", value, "c", value)), settings)
                        .toString())
                .hasSizeGreaterThan(3 * 9 * 5000)
                .endsWith("&c=" + "%E2%82%AC".repeat(5000));
    }

    @Test
    void listenerRemoveTellsHowLong() {
        assertThat(forms.listenerRemove(visitor(Map.of("user-agent", "x")), Duration.ofMillis(61_900)))
                .hasToString("action=listener_remove&server=radio.example&port=8000&client=7"
                        + "&mount=%2Flive%2520%25C3%25A9.mp3%3Fsession%3Da%2520b%26x%3D1&user=anna%26bob"
                        + "&pass=p%3Dw%20%2B%25&duration=61&ip=192.0.2.7&agent=x");
    }

    @Test
    void streamAuthAndMounts() {
        Visitor source = new Visitor(
                0, new MountName("/a"), "", Map.of(), Optional.of(new Credentials("dj", "pw")), "192.0.2.7");
        String body = "action=stream_auth&mount=%2Fa&ip=192.0.2.7&server=radio.example&port=8000&user=dj&pass=pw";

        assertThat(forms.streamAuth(source, false)).hasToString(body);
        assertThat(forms.streamAuth(source, true)).hasToString(body + "&admin=1");
        assertThat(forms.mount("mount_add", new MountName("/a")))
                .hasToString("action=mount_add&mount=%2Fa&server=radio.example&port=8000");
    }
}
