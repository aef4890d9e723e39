package org.icefloe.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.Role;
import org.icefloe.config.FallbackOverride;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.importer.Finding.Outcome;
import org.icefloe.importer.ImportPlan.Entry;
import org.icefloe.importer.ImportPlan.Login;
import org.icefloe.mount.MountName;
import org.icefloe.relay.RelayEntry;
import org.icefloe.relay.Upstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IcecastConfigTest {
    /** The files that the examples name. */
    private static final Map<String, String> FILES =
            Map.of("/etc/icecast2/deny", "192.0.2.1\n192.0.2.2", "/etc/icecast2/agents", "BadPlayer/*");

    /** Each example has a report beside it, which says of every element what was made of it, and why. */
    @ParameterizedTest
    @ValueSource(strings = {"icecast-2.4", "icecast-2.5", "icecast-kh"})
    void reportIsTheOneThatWasThoughtThrough(String example) {
        assertThat(plan(example).findings().stream().map(Finding::toString))
                .containsExactlyElementsOf(resource(example + ".report").lines().toList());
    }

    @Test
    void loginInTheAddressOfABackendIsNotReported() {
        ImportPlan plan = plan("""
                <icecast><mount type="default"><authentication type="url">
                <option name="listener_add" value="http://floe:never@shown.example/add"/>
                </authentication></mount></icecast>""".getBytes(StandardCharsets.UTF_8));

        assertThat(plan.findings().toString()).doesNotContain("never");
    }

    @ParameterizedTest
    @ValueSource(strings = {"icecast-2.4", "icecast-2.5", "icecast-kh"})
    void everyElementIsReported(String example) {
        XmlElement root = XmlFile.read(example, bytes(example));

        List<Integer> reported =
                plan(example).findings().stream().map(Finding::line).toList();

        assertThat(root.below())
                .allSatisfy(element -> assertThat(reported).as(element.path()).contains(element.line()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"icecast-2.4", "icecast-2.5", "icecast-kh"})
    void passwordsAreNotReported(String example) {
        assertThat(plan(example).findings())
                .noneMatch(finding -> finding.toString().contains("never shown"));
        assertThat(plan(example).toString()).doesNotContain("never shown one", "never shown two");
    }

    @Test
    void everySettingOfTheServerIsWhatTheFileSays() {
        assertThat(plan("icecast-2.4").settings())
                .containsEntry("icefloe.server.location", "Svalbard")
                .containsEntry("icefloe.server.contact", "ops@radio.example")
                .containsEntry("icefloe.server.id", "Radio Floe")
                .containsEntry("icefloe.server.hostname", "radio.example")
                .containsEntry("icefloe.server.http-headers", "Access-Control-Allow-Origin: *")
                .containsEntry("icefloe.web.files", "false")
                .containsEntry("icefloe.web.root", "/srv/icecast/web")
                .containsEntry("icefloe.limits.clients", "300")
                .containsEntry("icefloe.limits.sources", "12")
                .containsEntry("icefloe.limits.header-timeout", "8")
                .containsEntry("icefloe.mount.source-timeout", "7")
                .containsEntry("icefloe.mount.queue-size", "262144")
                .containsEntry("icefloe.mount.burst-size", "32768")
                .containsEntry("icefloe.stream.port", "9100")
                .containsEntry("icefloe.stream.bind", "127.0.0.1")
                .containsEntry("icefloe.stream.shoutcast-port", "9101")
                .containsEntry("icefloe.stream.shoutcast-mount", "/live")
                .containsEntry("icefloe.stream.send-buffer", "65536");
    }

    @Test
    void accountsAreThoseOfTheAuthentication() {
        assertThat(plan("icecast-2.4").accounts())
                .containsExactly(
                        new Login(Role.SOURCE, "source", "never shown two"),
                        new Login(Role.ADMIN, "boss", "never shown three"),
                        new Login(Role.RELAY, "slave", "never shown four"));
        assertThat(plan("icecast-2.5").accounts())
                .containsExactly(
                        new Login(Role.ADMIN, "root", "never shown one"),
                        new Login(Role.SOURCE, "source", "never shown two"));
    }

    @Test
    void mountIsAnEntryWithTheLoginOfItsSource() {
        Entry live = entry("icecast-2.4", "/live.ogg");
        MountSettings settings = live.overrides().over(MountSettings.DEFAULT);

        assertThat(live.source()).contains(new Login(Role.SOURCE, "dj", "never shown six"));
        assertThat(settings.maxListeners()).contains(25);
        assertThat(settings.fallbackMount()).contains("/auto.ogg");
        assertThat(settings.fallbackOverride()).isEqualTo(FallbackOverride.ALL);
        assertThat(settings.get(MountSetting.FALLBACK_WHEN_FULL)).isTrue();
        assertThat(settings.get(MountSetting.DIRECT_ACCESS)).isFalse();
        assertThat(settings.get(MountSetting.STREAM_PUBLIC)).contains(false);
        assertThat(settings.get(MountSetting.INTRO)).contains("/hello.ogg");
        assertThat(settings.get(MountSetting.DUMP_FILE)).contains("/srv/dump-%Y%m%d.ogg");
        assertThat(settings.get(MountSetting.TYPE)).contains("application/ogg");
        assertThat(settings.get(MountSetting.STREAM_BITRATE)).contains(128);
        assertThat(settings.get(MountSetting.HTTP_HEADERS).values())
                .containsExactlyInAnyOrderEntriesOf(Map.of("X-Mount", "live", "Access-Control-Allow-Origin", "*"));
        assertThat(settings.metadataInterval()).isEqualTo(8192);
    }

    @Test
    void defaultMountIsTheTemplate() {
        MountSettings settings = entry("icecast-2.4", "default").overrides().over(MountSettings.DEFAULT);

        assertThat(settings.maxListeners()).contains(100);
        assertThat(settings.get(MountSetting.INTRO)).contains("/welcome.mp3");
        assertThat(settings.get(MountSetting.STREAM_PUBLIC)).isEmpty();
    }

    @Test
    void aliasIsAnEntryWhoseListenersHearTheMount() {
        assertThat(entry("icecast-2.4", "/old.ogg").overrides().get(MountSetting.FALLBACK_MOUNT))
                .contains(Optional.of("/live.ogg"));
    }

    @Test
    void defaultMountsAuthenticationIsNotThatOfMountsWithoutOne() {
        assertThat(entry("icecast-2.5", "default").overrides().toTexts()).containsEntry("auth-type", "url");
        assertThat(entry("icecast-2.5", "/members").overrides().toTexts())
                .containsEntry("auth-type", "htpasswd")
                .containsEntry("auth-htpasswd-file", "/etc/members")
                .containsEntry("auth-allow-duplicate-users", "false");
        assertThat(entry("icecast-2.5", "/open").overrides().toTexts())
                .containsEntry("auth-type", "none")
                .containsEntry("auth-listener-add", "");
    }

    @Test
    void urlAuthenticationIsWhatTheMountAsks() {
        assertThat(entry("icecast-2.4", "/club/*.mp3").overrides().toTexts())
                .containsEntry("auth-type", "url")
                .containsEntry("auth-listener-add", "http://auth.example/add")
                .containsEntry("auth-listener-remove", "http://auth.example/remove")
                .containsEntry("auth-stream-auth", "http://auth.example/source")
                .containsEntry("auth-mount-add", "http://auth.example/on")
                .containsEntry("auth-mount-remove", "http://auth.example/off")
                .containsEntry("auth-user", "floe")
                .containsEntry("auth-password", "never shown eight")
                .containsEntry("auth-header-prefix", "ClientHeader.")
                .containsEntry("auth-header", "icecast-auth-user: 1")
                .containsEntry("auth-timelimit-header", "icecast-auth-timelimit");
    }

    @Test
    void debiansOwnFileHasNothingUnknown() {
        Path debians = Path.of("/etc/icecast2/icecast.xml");
        ImportPlan plan = IcecastConfig.read(debians);

        assertThat(plan.findings()).noneMatch(finding -> finding.outcome() == Outcome.UNKNOWN);
        assertThat(plan.settings())
                .containsEntry("icefloe.limits.clients", "100")
                .containsEntry("icefloe.limits.sources", "2")
                .containsEntry("icefloe.stream.port", "8000");
        assertThat(plan.accounts()).extracting(Login::user).containsExactly("source", "relay", "admin");
    }

    @Test
    void relayOfIcecastIsARelayWithItsLogin() {
        assertThat(plan("icecast-2.4").relays())
                .containsExactly(
                        relay(
                                "/near.ogg",
                                true,
                                true,
                                upstream("http://10.0.0.2:8000/far.ogg", "never shown five", true)),
                        relay("/cast.mp3", true, false, upstream("http://cast.example:8000/stream/1/", "", false)));
    }

    @Test
    void hostsOfKhAreUpstreamsInTheOrderOfTheirPriority() {
        RelayEntry near = relay(
                "/near.mp3",
                false,
                false,
                upstream("https://a.example/best.mp3", "never shown two", true),
                upstream("http://b.example:8020/far.mp3", "never shown two", true),
                upstream("http://c.example:8020/far.mp3", "never shown two", true));

        assertThat(plan("icecast-kh").relays())
                .containsExactly(new RelayEntry(
                        near.mount(), near.upstreams(), false, false, Optional.of(Duration.ofSeconds(20))));
    }

    @Test
    void upstreamsOfAMountsRelayAreFilledInFromTheDefaultOne() {
        assertThat(plan("icecast-2.5").relays())
                .containsExactly(relay(
                        "/members",
                        true,
                        true,
                        upstream("https://far.example/members", "never shown five", true),
                        upstream("http://10.0.0.7:8100/n%C3%A4h", "never shown five", true)));
    }

    @Test
    void relayThatSaysNothingOfDemandIsAsAllRelaysAre() {
        assertThat(plan("<icecast><relay><mount>/a</mount></relay><relays-on-demand>1</relays-on-demand></icecast>"
                                .getBytes(StandardCharsets.UTF_8))
                        .relays())
                .containsExactly(relay("/a", true, true, upstream("http://127.0.0.1:8000/a", "", true)));
    }

    @Test
    void masterBecomesSettingsOfTheServer() {
        assertThat(plan("icecast-2.4").settings())
                .containsEntry("icefloe.relay.master-server", "10.0.0.1")
                .containsEntry("icefloe.relay.master-port", "8001")
                .containsEntry("icefloe.relay.master-interval", "120")
                .containsEntry("icefloe.relay.master-user", "relay")
                .containsEntry("icefloe.relay.master-password", "never shown one")
                .containsEntry("icefloe.relay.on-demand", "false");
        assertThat(plan("icecast-kh").settings())
                .containsEntry("icefloe.relay.master-port", "8443")
                .containsEntry("icefloe.relay.master-tls", "true")
                .containsEntry("icefloe.relay.master-user", "slave")
                .containsEntry("icefloe.relay.master-redirect", "true")
                .containsEntry("icefloe.relay.max-redirect-slaves", "4")
                .containsEntry("icefloe.relay.idle-timeout", "15")
                .containsEntry("icefloe.relay.on-demand", "true")
                .containsEntry("icefloe.mount.redirect-to", "http://other.example:8001${mount}");
        assertThat(entry("icecast-kh", "/kh").overrides().toTexts()).containsEntry("redirect-to", "http://x${mount}");
    }

    private static RelayEntry relay(String mount, boolean enabled, boolean onDemand, Upstream... upstreams) {
        return new RelayEntry(new MountName(mount), List.of(upstreams), enabled, onDemand, Optional.empty());
    }

    private static Upstream upstream(String url, String password, boolean icyMetadata) {
        Optional<Credentials> login =
                password.isEmpty() ? Optional.empty() : Optional.of(new Credentials("u", password));
        return Upstream.parse(url, login, icyMetadata);
    }

    @Test
    void fileOfAnotherProgramIsRefused() {
        assertThatThrownBy(() -> plan("<server/>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ImportException.class)
                .hasMessage("test begins with <server>, and a file of Icecast's settings with <icecast>.");
    }

    @Test
    void emptyFileOfIcecastIsAnEmptyPlan() {
        ImportPlan plan = plan("<icecast/>".getBytes(StandardCharsets.UTF_8));

        assertThat(plan).isEqualTo(new ImportPlan(List.of(), Map.of(), List.of(), List.of(), List.of()));
    }

    private static Entry entry(String example, String pattern) {
        return plan(example).entries().stream()
                .filter(entry -> entry.pattern().toString().equals(pattern))
                .findFirst()
                .orElseThrow();
    }

    private static ImportPlan plan(String example) {
        return plan(bytes(example));
    }

    private static ImportPlan plan(byte[] xml) {
        return IcecastConfig.plan("test", XmlFile.read("test", xml), path -> Optional.ofNullable(FILES.get(path))
                .map(text -> text.lines().toList()));
    }

    private static byte[] bytes(String example) {
        return resource(example + ".xml").getBytes(StandardCharsets.UTF_8);
    }

    private static String resource(String name) {
        try {
            return Files.readString(Path.of(Objects.requireNonNull(IcecastConfigTest.class.getResource(name))
                    .toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
