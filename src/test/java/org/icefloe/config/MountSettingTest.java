package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MountSettingTest {
    /** A value for every setting, as it is written by itself, and none of them the default. */
    static Map<String, String> otherValues() {
        return Map.ofEntries(
                Map.entry("source-timeout", "120s"),
                Map.entry("takeover", "true"),
                Map.entry("linger", "1500ms"),
                Map.entry("type", "audio/ogg;codecs=opus"),
                Map.entry("burst-size", "1000"),
                Map.entry("queue-size", "30s"),
                Map.entry("delivery-interval", "250ms"),
                Map.entry("metadata-interval", "8192"),
                Map.entry("charset", "ISO-8859-1"),
                Map.entry("max-listeners", "100"),
                Map.entry("max-listener-duration", "3600s"),
                Map.entry("max-bandwidth", "100000000"),
                Map.entry("hidden", "true"),
                Map.entry("direct-access", "false"),
                Map.entry("fallback-mount", "/silence.mp3"),
                Map.entry("fallback-override", "own"),
                Map.entry("fallback-when-full", "true"),
                Map.entry("redirect-to", "http://slave.example:8000${mount}"),
                Map.entry("intro", "/intro.mp3"),
                Map.entry("http-headers", "X-Station: Floe: ice"),
                Map.entry("dump-file", "/srv/%Y-%m-%d/%H.mp3"),
                Map.entry("dump-max-duration", "60s"),
                Map.entry("dump-max-size", "734003200"),
                Map.entry("dump-keep", "90d"),
                Map.entry("dump-keep-size", "1099511627776"),
                Map.entry("dump-cue", "json"),
                Map.entry("stream-name", "Zürich ♫"),
                Map.entry("stream-description", "all, of it"),
                Map.entry("stream-genre", "jazz"),
                Map.entry("stream-url", "http://radio.example/"),
                Map.entry("stream-bitrate", "128"),
                Map.entry("stream-public", "false"),
                Map.entry("stream-subtype", "Vorbis/Theora"),
                Map.entry("auth-type", "htpasswd"),
                Map.entry("auth-htpasswd-file", "listeners.htpasswd"),
                Map.entry("auth-allow-duplicate-users", "false"),
                Map.entry("auth-listener-add", "http://icefloe:secret@backend.example/add?station=1"),
                Map.entry("auth-listener-remove", "https://backend.example/remove"),
                Map.entry("auth-stream-auth", "https://backend.example/source"),
                Map.entry("auth-mount-add", "https://backend.example/on"),
                Map.entry("auth-mount-remove", "https://backend.example/off"),
                Map.entry("auth-user", "icefloe"),
                Map.entry("auth-password", "secret"),
                Map.entry("auth-headers", "cookie,x-player"),
                Map.entry("auth-header-prefix", "ClientHeader."),
                Map.entry("auth-header", "x-may-listen: yes"),
                Map.entry("auth-timelimit-header", "x-seconds"),
                Map.entry("auth-message-header", "x-reason"),
                Map.entry("auth-timeout", "5s"),
                Map.entry("auth-on-failure", "allow"),
                Map.entry("allow-addresses", "192.0.2.7, 10.0.0.0/8, 2001:db8::/32"),
                Map.entry("deny-addresses", "198.51.100.0/24"),
                Map.entry("deny-agents", "*bot*"));
    }

    static List<MountSetting<?>> all() {
        return MountSetting.all();
    }

    @Test
    void otherValuesCoverEverySetting() {
        assertThat(MountSetting.all())
                .extracting(MountSetting::key)
                .containsExactlyInAnyOrderElementsOf(otherValues().keySet());
    }

    @ParameterizedTest
    @MethodSource("all")
    void valueIsWrittenAsItIsRead(MountSetting<?> setting) {
        String text = otherValues().get(setting.key());

        assertThat(rewritten(setting, text)).isEqualTo(text);
        assertThat(setting.type().convert(text)).isNotEqualTo(setting.byDefault());
    }

    @ParameterizedTest
    @MethodSource("all")
    void defaultOutlivesWritingAndReading(MountSetting<?> setting) {
        assertThat(defaultRewritten(setting)).isEqualTo(setting.byDefault());
    }

    @ParameterizedTest
    @MethodSource("all")
    void settingIsFoundByItsKey(MountSetting<?> setting) {
        assertThat(MountSetting.find(setting.key())).contains(setting);
    }

    @Test
    void textsMakeCompleteSettings() {
        MountSettings settings = MountSettings.from(otherValues());

        assertThat(MountSetting.all()).allSatisfy(setting -> assertThat(settings.get(setting))
                .isEqualTo(setting.type().convert(otherValues().get(setting.key()))));
        assertThat(MountSettings.from(new HashMap<>())).isEqualTo(MountSettings.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "burst-size | 64k | 65536",
                "burst-size | 5s | 5s",
                "burst-size | 500ms | 500ms",
                "burst-size | 2000ms | 2s",
                "source-timeout | PT200H0.001S | 720000001ms",
                "max-bandwidth | 100m | 100000000",
                "max-bandwidth | 1G | 1000000000",
                "max-bandwidth | 999999g | 999999000000000",
                "intro | /admin/hello.mp3 | /admin/hello.mp3",
                "dump-max-size | 700m | 734003200",
                "dump-keep | 48h | 2d",
                "dump-keep | 36h | 129600s",
                "metadata-interval | 16k | 16384",
                "stream-bitrate | '' | ''",
            })
    void valueMayBeWrittenInOtherWays(String key, String text, String written) {
        assertThat(rewritten(MountSetting.find(key).orElseThrow(), text)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "burst-size | 5h",
                "burst-size | -1",
                "burst-size | 2048m",
                "source-timeout | 0s",
                "linger | 366d",
                "max-bandwidth | 1t",
                "dump-max-size | 1k",
                "dump-max-size | 999999999999999t",
                "dump-keep | 100000d",
                "fallback-override | some",
                "max-bandwidth | 99999999999g",
                "max-bandwidth | 1000000g",
                "fallback-mount | silence.mp3",
                "fallback-mount | /",
                "fallback-mount | /a//b",
                "fallback-mount | /../x",
                "fallback-mount | /a\\nb",
                "fallback-mount | /admin/x",
                "fallback-mount | /status.xsl",
                "intro | intro.mp3",
                "intro | /",
                "intro | /a//b.mp3",
                "intro | /../secret.mp3",
                "intro | /a\\nb.mp3",
                "intro | /c:x.mp3",
                "type | text/html",
                "type | audio/mpeg\\nX: y",
                "http-headers | no colon",
                "http-headers | Content-Length: 5",
                "http-headers | X Y: 5",
                "stream-public | yes",
                "auth-type | command",
                "auth-listener-add | backend.example/add",
                "auth-listener-add | ftp://backend.example/",
                "auth-listener-add | http:///add",
                "auth-listener-add | http://backend.example/ add",
                "auth-headers | cookie, a b",
                "auth-header | no colon",
                "auth-timelimit-header | two words",
                "auth-timeout | 0s",
                "auth-htpasswd-file | a\\nb",
                "allow-addresses | localhost",
                "deny-addresses | 10.0.0.0/33",
            })
    void unusableValueIsRefused(String key, String text) {
        MountSetting<?> setting = MountSetting.find(key).orElseThrow();

        assertThatIllegalArgumentException().isThrownBy(() -> setting.type().convert(text.replace("\\n", "\n")));
    }

    @Test
    void headersOfALineEachAreRead() {
        assertThat(MountSetting.HTTP_HEADERS.type().convert("A: 1\n\n b:2 \r\n").values())
                .containsExactly(Map.entry("A", "1"), Map.entry("b", "2"));
    }

    private static <T> String rewritten(MountSetting<T> setting, String text) {
        return setting.type().write(setting.type().convert(text));
    }

    private static <T> T defaultRewritten(MountSetting<T> setting) {
        return setting.type().convert(setting.type().write(setting.byDefault()));
    }
}
