package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.icefloe.net.AddressPrivacy;
import org.icefloe.net.HostList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
    /** A value for every setting of a mount, none of which is the default. */
    private static final Map<String, String> LOG = Map.ofEntries(
            Map.entry("access", "false"),
            Map.entry("access-file", "a.log"),
            Map.entry("playlist", "true"),
            Map.entry("playlist-file", "/var/log/p.log"),
            Map.entry("error", "false"),
            Map.entry("error-file", "e.log"),
            Map.entry("level", "4"),
            Map.entry("max-size", "2m"),
            Map.entry("max-age", "1h"),
            Map.entry("keep", "7d, 9"),
            Map.entry("addresses", "hashed"));

    private static final Map<String, String> RELAY = Map.ofEntries(
            Map.entry("master-server", "master.example"),
            Map.entry("master-port", "8443"),
            Map.entry("master-tls", "true"),
            Map.entry("master-user", "slave"),
            Map.entry("master-password", "p5"),
            Map.entry("master-interval", "1m"),
            Map.entry("master-redirect", "true"),
            Map.entry("max-redirect-slaves", "3"),
            Map.entry("on-demand", "true"),
            Map.entry("idle-timeout", "7s"),
            Map.entry("connect-timeout", "8s"),
            Map.entry("stall-timeout", "9s"),
            Map.entry("retry-limit", "5m"),
            Map.entry("ca-file", "ca.pem"));

    private static final Map<String, String> MOUNT = MountSettingTest.otherValues();

    @TempDir
    Path home;

    @Test
    void defaultsAreThoseOfTheDocumentedTable() {
        Settings settings = loader(Map.of()).load();

        assertThat(settings.home()).isEqualTo(home);
        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().bind()).isEqualTo("0.0.0.0");
        assertThat(settings.stream().port()).isEqualTo(8000);
        assertThat(settings.stream().bind()).isEqualTo("0.0.0.0");
        assertThat(settings.stream().shoutcastPort()).isEqualTo(8001);
        assertThat(settings.stream().shoutcastMount()).isEqualTo("/stream");
        assertThat(settings.server().hostname()).isEqualTo("localhost");
        assertThat(settings.server().publicUrl()).isEmpty();
        assertThat(settings.server().trustedProxies()).isEmpty();
        assertThat(settings.web().root()).isEqualTo(home.resolve("web"));
        assertThat(settings.server().location()).isEqualTo("Earth");
        assertThat(settings.server().contact()).isEqualTo("icemaster@localhost");
        assertThat(settings.limits().clients()).isEqualTo(50_000);
        assertThat(settings.limits().sources()).isEqualTo(4_096);
        assertThat(settings.limits().headerTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.limits().bodyTimeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(settings.limits().bodySize()).isEqualTo(64 << 10);
        assertThat(settings.limits().listeners()).isEmpty();
        assertThat(settings.limits().bandwidth()).isEmpty();
        assertThat(settings.server().id()).isEmpty();
        assertThat(settings.server().httpHeaders().orElse(HttpHeaders.NONE)).isEqualTo(HttpHeaders.NONE);
        assertThat(settings.stream().backlog()).isEqualTo(4_096);
        assertThat(settings.stream().sendBuffer()).isEmpty();
        assertThat(settings.web().files()).isTrue();
        assertThat(settings.db().url()).startsWith("jdbc:h2:file:" + home + "/db/icefloe;DB_CLOSE_ON_EXIT=FALSE");
        assertThat(settings.db().user()).isEqualTo("icefloe");
        assertThat(settings.db().password()).isEmpty();
        assertThat(settings.source().password()).isEmpty();
        assertThat(settings.admin().password()).isEmpty();
        assertThat(settings.relay().password()).isEmpty();
    }

    @Test
    void defaultsOfMountsAreThoseOfMountSettings() {
        assertThat(MountSettings.from(loader(Map.of()).load().mount())).isEqualTo(MountSettings.DEFAULT);
    }

    @Test
    void valueWithABraceIsTakenAsItIsWritten() {
        Settings settings =
                loader(Map.of("icefloe.mount.dump-file", "/srv${mount}/%F.ogg")).load();
        assertThat(MountSettings.from(settings.mount()).get(MountSetting.DUMP_FILE))
                .contains("/srv${mount}/%F.ogg");
    }

    @Test
    void everyKeyIsReadFromTheCommandLine() {
        assertEveryValueOf(new SettingsLoader(values(), Map.of(), Map.of(), Map.of()).load());
    }

    @Test
    void everyKeyIsReadFromTheSystemProperties() {
        assertEveryValueOf(new SettingsLoader(Map.of(), values(), Map.of(), Map.of()).load());
    }

    @Test
    void everyKeyIsReadFromTheEnvironment() {
        Map<String, String> environment = new HashMap<>();
        values().forEach((key, value) ->
                environment.put(key.toUpperCase().replace('.', '_').replace('-', '_'), value));

        assertEveryValueOf(new SettingsLoader(Map.of(), Map.of(), environment, Map.of()).load());
    }

    @Test
    void everyKeyButHomeIsReadFromTheFile() throws IOException {
        writeFile(values());

        assertEveryValueOf(loader(Map.of()).load());
    }

    @Test
    void everyKeyIsReadFromTheContextParameters() {
        assertEveryValueOf(new SettingsLoader(Map.of(), Map.of(), Map.of(), values()).load());
    }

    @Test
    void valuesOfThisTestCoverEveryKey() {
        assertThat(values().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        SettingKey.all().stream().map(SettingKey::name).toList());
    }

    @Test
    void strongerPlaceWins() throws IOException {
        Map<String, String> commandLine = new HashMap<>(Map.of("icefloe.home", home.toString()));
        Map<String, String> system = new HashMap<>();
        Map<String, String> environment = new HashMap<>();

        Map<String, String> context = Map.of("icefloe.stream.port", "1");
        assertThat(portOf(commandLine, system, environment, context)).isEqualTo(1);
        writeFile(Map.of("icefloe.stream.port", "2"));
        assertThat(portOf(commandLine, system, environment, context)).isEqualTo(2);
        environment.put("ICEFLOE_STREAM_PORT", "3");
        assertThat(portOf(commandLine, system, environment, context)).isEqualTo(3);
        system.put("icefloe.stream.port", "4");
        assertThat(portOf(commandLine, system, environment, context)).isEqualTo(4);
        commandLine.put("icefloe.stream.port", "5");
        assertThat(portOf(commandLine, system, environment, context)).isEqualTo(5);
    }

    @Test
    void headersOfTheServerAreThoseOfStreamsToo() {
        Map<String, String> mount =
                loader(Map.of("icefloe.server.http-headers", "X-A: b")).load().mount();

        assertThat(MountSettings.from(mount).get(MountSetting.HTTP_HEADERS).values())
                .containsExactly(Map.entry("X-A", "b"));
    }

    @Test
    void emptyVariableCountsAsNone() {
        Map<String, String> environment = Map.of("ICEFLOE_STREAM_PORT", "", "ICEFLOE_ADMIN_PASSWORD", "");
        Settings settings =
                new SettingsLoader(Map.of("icefloe.home", home.toString()), Map.of(), environment, Map.of()).load();

        assertThat(settings.stream().port()).isEqualTo(8000);
        assertThat(settings.admin().password()).isEmpty();
    }

    @Test
    void homeIsBelowTheUsersHomeByDefault() {
        Map<String, String> system = Map.of("user.home", home.toString());

        assertThat(new SettingsLoader(Map.of(), system, Map.of(), Map.of())
                        .load()
                        .home())
                .isEqualTo(home.resolve(".icefloe"));
    }

    @Test
    void passwordKeepsDollarsBackslashesAndBlanks() {
        String password = " ${icefloe.home}\\,$x ";

        assertThat(loader(Map.of("icefloe.admin.password", password))
                        .load()
                        .admin()
                        .password())
                .contains(password);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "8000, 8001", "9100, 9101", "65535, 0"})
    void shoutcastPortFollowsTheStreamPort(String port, int shoutcastPort) {
        Settings settings = loader(Map.of("icefloe.stream.port", port)).load();

        assertThat(settings.stream().shoutcastPort()).isEqualTo(shoutcastPort);
    }

    @ParameterizedTest
    @CsvSource({
        "icefloe.stream.port, eighty, a port number",
        "icefloe.stream.port, 65536, a port number",
        "icefloe.http.port, -1, a port number",
        "icefloe.limits.clients, -5, a whole number",
        "icefloe.limits.clients, 99999999999, a whole number",
        "icefloe.limits.header-timeout, soon, a span of time",
        "icefloe.directory.deny, http://radio.example/, host names",
        "icefloe.directory.probe-interval, 599s, a span of time",
        "icefloe.limits.body-size, 1, a size in bytes from 1k",
        "icefloe.limits.body-size, 2m, a size in bytes from 1k",
        "icefloe.server.hostname, a b/c?<x>, a host name",
        "icefloe.server.hostname, http://radio.example, a host name",
        "icefloe.mount.source-timeout, -10s, a span of time",
        "icefloe.mount.source-timeout, 0, a span of time",
        "icefloe.mount.source-timeout, PT0.0001S, a span of time",
        "icefloe.limits.header-timeout, 0s, a span of time",
        "icefloe.mount.delivery-interval, PT9223372036854775807S, a span of time",
        "icefloe.mount.metadata-interval, 255, 0 for none",
        "icefloe.mount.burst-size, 64 KB, a size",
        "icefloe.mount.queue-size, 4096m, a size",
        "icefloe.mount.charset, EBCDIC-X, the name of a charset",
        "icefloe.mount.charset, UTF-16, the name of a charset",
        "icefloe.mount.charset, IBM1047, the name of a charset",
        "icefloe.mount.charset, ISO-2022-CN, the name of a charset",
        "icefloe.mount.hidden, ture, true or false",
        "icefloe.stream.shoutcast-mount, stream, a mountpoint",
        "icefloe.stream.shoutcast-mount, /, a mountpoint",
        "icefloe.stream.shoutcast-mount, /a//b, a mountpoint",
        "icefloe.stream.shoutcast-mount, /admin, a mountpoint",
        "icefloe.stream.shoutcast-mount, /api/x, a mountpoint",
        "icefloe.stream.shoutcast-mount, /status.xsl, a mountpoint",
        "icefloe.mount.intro, welcome.mp3, the path of a file under HOME/web",
    })
    void unusableValueIsNamedWithItsKeyAndPlace(String key, String value, String expected) {
        assertThatThrownBy(() -> loader(Map.of(key, value)).load())
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(
                        key + " = " + value + ", from the command line, cannot be used: expected " + expected);
    }

    @Test
    void burstThatDoesNotFitTheQueueIsRefused() {
        assertThatThrownBy(
                        () -> loader(Map.of("icefloe.mount.queue-size", "32k")).load())
                .isInstanceOf(SettingsException.class)
                .hasMessage("icefloe.mount.burst-size = 65536 cannot be used: expected no more than"
                        + " icefloe.mount.queue-size = 32768");
    }

    @Test
    void burstAndQueueInDifferentUnitsAreNotCompared() {
        Map<String, String> mount = loader(Map.of("icefloe.mount.burst-size", "30s", "icefloe.mount.queue-size", "64k"))
                .load()
                .mount();

        assertThat(MountSettings.from(mount).burstSize()).isEqualTo(BufferSize.ofTime(Duration.ofSeconds(30)));
    }

    @Test
    void timedBurstThatDoesNotFitTheQueueIsRefused() {
        assertThatThrownBy(() -> loader(Map.of("icefloe.mount.burst-size", "30s", "icefloe.mount.queue-size", "20s"))
                        .load())
                .isInstanceOf(SettingsException.class)
                .hasMessage("icefloe.mount.burst-size = 30s cannot be used: expected no more than"
                        + " icefloe.mount.queue-size = 20s");
    }

    @Test
    void textOfAMountKeepsDollarsBackslashesAndCommas() {
        Map<String, String> mount =
                loader(Map.of("icefloe.mount.dump-file", "/a/${b}\\,%Y")).load().mount();

        assertThat(MountSettings.from(mount).get(MountSetting.DUMP_FILE)).contains("/a/${b}\\,%Y");
    }

    @Test
    void unusableValueInTheFileNamesTheFile() throws IOException {
        writeFile(Map.of("icefloe.stream.port", "x"));

        assertThatThrownBy(() -> loader(Map.of()).load())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("from " + home.resolve("icefloe.properties"));
    }

    @Test
    void fileThatIsNoTextIsRefused() throws IOException {
        Files.write(home.resolve("icefloe.properties"), new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThatThrownBy(() -> loader(Map.of()).load())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("icefloe.properties cannot be read");
    }

    @Test
    void unknownKeyStopsNothing() throws IOException {
        writeFile(Map.of("icefloe.stream.prot", "9000"));

        assertThat(loader(Map.of()).load().stream().port()).isEqualTo(8000);
    }

    private SettingsLoader loader(Map<String, String> more) {
        Map<String, String> commandLine = new HashMap<>(more);
        commandLine.put("icefloe.home", home.toString());
        return new SettingsLoader(commandLine, Map.of(), Map.of(), Map.of());
    }

    private static int portOf(
            Map<String, String> commandLine,
            Map<String, String> system,
            Map<String, String> environment,
            Map<String, String> context) {
        return new SettingsLoader(commandLine, system, environment, context)
                .load().stream().port();
    }

    private void writeFile(Map<String, String> values) throws IOException {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(home.resolve("icefloe.properties"), text, StandardCharsets.UTF_8);
    }

    /** A value for every key, none of which is the default. */
    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>(Map.ofEntries(
                Map.entry("icefloe.home", home.toString()),
                Map.entry("icefloe.http.port", "18080"),
                Map.entry("icefloe.http.bind", "127.0.0.1"),
                Map.entry("icefloe.stream.port", "18000"),
                Map.entry("icefloe.stream.bind", "127.0.0.2"),
                Map.entry("icefloe.stream.shoutcast-port", "0"),
                Map.entry("icefloe.stream.shoutcast-mount", "/dj"),
                Map.entry("icefloe.server.hostname", "radio.example"),
                Map.entry("icefloe.server.public-url", "https://radio.example/streams/"),
                Map.entry("icefloe.server.trusted-proxies", "::1, 10.0.0.0/8"),
                Map.entry("icefloe.web.root", home.resolve("public").toString()),
                Map.entry("icefloe.server.location", "Zürich"),
                Map.entry("icefloe.server.contact", "me@radio.example"),
                Map.entry("icefloe.limits.clients", "7"),
                Map.entry("icefloe.limits.sources", "6"),
                Map.entry("icefloe.limits.header-timeout", "PT3S"),
                Map.entry("icefloe.admin.change-by-get", "false"),
                Map.entry("icefloe.limits.body-timeout", "4s"),
                Map.entry("icefloe.limits.body-size", "5k"),
                Map.entry("icefloe.limits.listeners", "4"),
                Map.entry("icefloe.limits.bandwidth", "1g"),
                Map.entry("icefloe.server.id", "Floe/9"),
                Map.entry("icefloe.server.http-headers", "X-A: b"),
                Map.entry("icefloe.stream.backlog", "17"),
                Map.entry("icefloe.stream.send-buffer", "32k"),
                Map.entry("icefloe.web.files", "false"),
                Map.entry("icefloe.auth.max-failures", "5"),
                Map.entry("icefloe.auth.failure-window", "PT2M"),
                Map.entry("icefloe.db.url", "jdbc:h2:mem:x"),
                Map.entry("icefloe.db.user", "sa"),
                Map.entry("icefloe.db.password", "p1"),
                Map.entry("icefloe.source.password", "p2"),
                Map.entry("icefloe.admin.password", "p3"),
                Map.entry("icefloe.relay.password", "p4")));
        values.put("icefloe.directory.announce", "https://dir.example/yp, http://b.example/");
        values.put("icefloe.directory.announce-delay", "7s");
        values.put("icefloe.directory.announce-timeout", "8s");
        values.put("icefloe.directory.deny", "radio.example, 192.0.2.0/24");
        values.put("icefloe.directory.serve", "true");
        values.put("icefloe.directory.allow-private", "true");
        values.put("icefloe.directory.touch-interval", "9s");
        values.put("icefloe.directory.max-entries", "10");
        values.put("icefloe.directory.max-per-address", "11");
        values.put("icefloe.directory.probe-interval", "13h");
        values.put("icefloe.directory.mirror", "https://dir.example/, http://b.example/icefloe");
        values.put("icefloe.directory.mirror-interval", "12s");
        values.put("icefloe.stream.serve", "false");
        values.put("icefloe.history.enabled", "false");
        values.put("icefloe.history.keep-minutes", "1d");
        values.put("icefloe.history.keep-hours", "12h");
        values.put("icefloe.history.keep-days", "0");
        MOUNT.forEach((key, value) -> values.put("icefloe.mount." + key, value));
        LOG.forEach((key, value) -> values.put("icefloe.log." + key, value));
        RELAY.forEach((key, value) -> values.put("icefloe.relay." + key, value));
        return values;
    }

    private void assertEveryValueOf(Settings settings) {
        assertThat(settings.home()).isEqualTo(home);
        assertThat(settings.http().port()).isEqualTo(18080);
        assertThat(settings.http().bind()).isEqualTo("127.0.0.1");
        assertThat(settings.stream().port()).isEqualTo(18000);
        assertThat(settings.stream().bind()).isEqualTo("127.0.0.2");
        assertThat(settings.stream().shoutcastPort()).isZero();
        assertThat(settings.stream().shoutcastMount()).isEqualTo("/dj");
        assertThat(settings.server().hostname()).isEqualTo("radio.example");
        assertThat(settings.server().publicUrl()).contains(URI.create("https://radio.example/streams"));
        assertThat(settings.server().trustedProxies().orElseThrow().trusts("10.1.2.3"))
                .isTrue();
        assertThat(settings.web().root()).isEqualTo(home.resolve("public"));
        assertThat(settings.server().location()).isEqualTo("Zürich");
        assertThat(settings.server().contact()).isEqualTo("me@radio.example");
        assertThat(settings.limits().clients()).isEqualTo(7);
        assertThat(settings.limits().sources()).isEqualTo(6);
        assertThat(settings.limits().headerTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.limits().bodyTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(settings.admin().changeByGet()).isFalse();
        assertThat(settings.directory().announce().orElseThrow())
                .hasToString("https://dir.example/yp, http://b.example/");
        assertThat(settings.directory().announceDelay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.directory().announceTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.directory().deny()).contains(HostList.parse("radio.example 192.0.2.0/24"));
        assertThat(settings.directory().serve()).isTrue();
        assertThat(settings.directory().allowPrivate()).isTrue();
        assertThat(settings.directory().touchInterval()).isEqualTo(Duration.ofSeconds(9));
        assertThat(settings.directory().maxEntries()).isEqualTo(10);
        assertThat(settings.directory().maxPerAddress()).isEqualTo(11);
        assertThat(settings.auth().maxFailures()).isEqualTo(5);
        assertThat(settings.auth().failureWindow()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.limits().bodySize()).isEqualTo(5 << 10);
        assertThat(settings.limits().listeners()).contains(4);
        assertThat(settings.limits().bandwidth()).contains(1_000_000_000L);
        assertThat(settings.server().id()).contains("Floe/9");
        assertThat(settings.server().httpHeaders()).contains(new HttpHeaders(Map.of("X-A", "b")));
        assertThat(settings.stream().backlog()).isEqualTo(17);
        assertThat(settings.stream().sendBuffer()).contains(32 << 10);
        assertThat(settings.web().files()).isFalse();
        assertThat(settings.mount()).isEqualTo(MOUNT);
        assertThat(settings.db().url()).isEqualTo("jdbc:h2:mem:x");
        assertThat(settings.db().user()).isEqualTo("sa");
        assertThat(settings.db().password()).contains("p1");
        assertThat(settings.history().enabled()).isFalse();
        assertThat(settings.history().keepMinutes()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.history().keepHours()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.history().keepDays()).isZero();
        assertThat(settings.source().password()).contains("p2");
        assertThat(settings.admin().password()).contains("p3");
        assertEveryValueOf(settings.relay());
        assertEveryValueOf(settings.log());
    }

    private static void assertEveryValueOf(Settings.Relay relay) {
        assertThat(relay.password()).contains("p4");
        assertThat(relay.masterServer()).contains("master.example");
        assertThat(relay.masterPort()).isEqualTo(8443);
        assertThat(relay.masterTls()).isTrue();
        assertThat(relay.masterUser()).isEqualTo("slave");
        assertThat(relay.masterPassword()).contains("p5");
        assertThat(relay.masterInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(relay.masterRedirect()).isTrue();
        assertThat(relay.maxRedirectSlaves()).isEqualTo(3);
        assertThat(relay.onDemand()).isTrue();
        assertThat(relay.idleTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(relay.connectTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(relay.stallTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(relay.retryLimit()).isEqualTo(Duration.ofMinutes(5));
        assertThat(relay.caFile()).contains(Path.of("ca.pem"));
    }

    private static void assertEveryValueOf(Settings.Log log) {
        assertThat(log.access()).isFalse();
        assertThat(log.accessFile()).isEqualTo(Path.of("a.log"));
        assertThat(log.playlist()).isTrue();
        assertThat(log.playlistFile()).isEqualTo(Path.of("/var/log/p.log"));
        assertThat(log.error()).isFalse();
        assertThat(log.errorFile()).isEqualTo(Path.of("e.log"));
        assertThat(log.level()).isEqualTo(LogLevel.DEBUG);
        assertThat(log.maxSize()).isEqualTo(2 << 20);
        assertThat(log.maxAge()).isEqualTo(Duration.ofHours(1));
        assertThat(log.keep()).isEqualTo(new LogKeep(Optional.of(9), Optional.of(Duration.ofDays(7))));
        assertThat(log.addresses()).isEqualTo(AddressPrivacy.Way.HASHED);
    }
}
