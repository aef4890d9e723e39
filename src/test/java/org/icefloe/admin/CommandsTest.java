package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.auth.htpasswd.CryptHash;
import org.icefloe.auth.htpasswd.HtpasswdFiles;
import org.icefloe.auth.htpasswd.HtpasswdUsers;
import org.icefloe.config.AuthType;
import org.icefloe.config.KeptInMemory;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.listener.Slaves;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.net.RelayPath;
import org.icefloe.relay.MasterStatus;
import org.icefloe.relay.RelayReport;
import org.icefloe.relay.RelayStatus;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.icefloe.testkit.Log;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no Icecast is needed for: POST, pages, users, and hostile names. The rest is compared with Icecast's answers.
 */
class CommandsTest {
    private final Station station = new Station();
    private final HtpasswdFiles files =
            new HtpasswdFiles(Path.of("/"), () -> Set.of(htpasswd().toString()), Runnable::run);
    private final Slaves slaves = new Slaves(Ticker.system(), new Random(1));
    private final List<RelayStatus> relays = new ArrayList<>();
    private InProcess server;

    @TempDir
    private Path home;

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(htpasswd(), "");
        files.refresh();
        server = InProcess.of(application(), "http://localhost:8000/");
    }

    private Path htpasswd() {
        return home.resolve("users");
    }

    /** Mounts of this name, from now on, have users of their own. */
    private void giveUsers(String mount) {
        station.set(mount, MountSetting.AUTH_TYPE, AuthType.HTPASSWD);
        station.set(
                mount, MountSetting.AUTH_HTPASSWD_FILE, Optional.of(htpasswd().toString()));
    }

    private RestConfig application() {
        CryptHash hasher = new CryptHash(new SecureRandom());
        HtpasswdUsers users = new HtpasswdUsers(
                files,
                hasher,
                Runnable::run,
                10,
                new LoginThrottle(() -> new LoginThrottle.Limit(0, Duration.ofMinutes(1)), Ticker.system()));
        LiveSettings settings = new LiveSettings(
                new SettingsLoader(Map.of("icefloe.home", home.toString()), Map.of(), Map.of(), Map.of()),
                new KeptInMemory());
        RestConfig application = Applications.of(station.authenticator());
        Admin.addTo(
                application,
                new Admin.Inside(
                        station.mounts(),
                        station.listeners().audience(),
                        station.figures().server(),
                        Clock.fixed(Station.BEGAN.plusSeconds(7), ZoneOffset.UTC)),
                new MountAccess(station.authenticator(), station.sources()),
                Applications.reachedAt("radio.example.org", 8000),
                new Admin.Services(users, settings, relays(), slaves));
        return application;
    }

    private RelayReport relays() {
        return new RelayReport() {
            @Override
            public List<RelayStatus> relays() {
                return relays;
            }

            @Override
            public RelayPath way() {
                return RelayPath.NONE.to("master", "/").to("self", "/");
            }

            @Override
            public Optional<MasterStatus> master() {
                return Optional.empty();
            }
        };
    }

    private void relay(String mount, boolean onDemand, RelayStatus.Phase phase) {
        relays.add(new RelayStatus(
                new MountName(mount),
                mount.startsWith("/mirrored"),
                onDemand,
                phase,
                Station.BEGAN,
                "as the test says",
                Optional.empty(),
                List.of(),
                0));
    }

    @Test
    void whatIsOnDemandIsToBeHadToo() {
        station.hide("/hidden.mp3");
        station.begin("/on.mp3", "audio/mpeg", Map.of());
        relay("/on.mp3", true, RelayStatus.Phase.LIVE);
        relay("/idle.mp3", true, RelayStatus.Phase.IDLE);
        relay("/failing.mp3", false, RelayStatus.Phase.FAILING);
        relay("/disabled.mp3", true, RelayStatus.Phase.DISABLED);
        relay("/hidden.mp3", true, RelayStatus.Phase.IDLE);

        assertThat(asRelay("streamlist.txt").body()).isEqualTo("/idle.mp3\r\n/on.mp3\r\n");
        assertThat(asRelay("streams").body()).isEqualTo("/idle.mp3\r\n/on.mp3\r\n");
    }

    /** Two that are each other's masters would never agree that a mount is gone. */
    @Test
    void whatIsMirroredIsNotListedToThoseOfWhomItIs() {
        relay("/idle.mp3", true, RelayStatus.Phase.IDLE);
        relay("/mirrored.mp3", true, RelayStatus.Phase.IDLE);

        assertThat(asRelay("streamlist.txt").body()).isEqualTo("/idle.mp3\r\n/mirrored.mp3\r\n");
        for (String list : List.of("streamlist.txt", "streams")) {
            Reply another = askedBy("another", list);
            assertThat(another.body()).isEqualTo("/idle.mp3\r\n/mirrored.mp3\r\n");
            assertThat(another.header("icy-relay-path")).isEqualTo("master/, self/");
            assertThat(askedBy("master", list).body()).isEqualTo("/idle.mp3\r\n");
            assertThat(askedBy("self", list).body()).isEqualTo("/idle.mp3\r\n");
        }
    }

    private Reply askedBy(String serverId, String list) {
        return server.get("admin/" + list)
                .login(Station.RELAY)
                .header("Icy-Relay-Path", serverId + "/")
                .send();
    }

    private Reply asRelay(String command) {
        return server.get("admin/" + command).login(Station.RELAY).send();
    }

    @Test
    void slaveIsRememberedWithWhatItSaysOfItself() {
        station.begin("/a.mp3", "audio/mpeg", Map.of());

        assertThat(asRelay("streams?rserver=Slave.example&rport=8001&interval=60")
                        .body())
                .isEqualTo("/a.mp3\r\n");
        asRelay("streams?rserver=::1&rport=8000&interval=5&listeners=30&max-listeners=500");

        assertThat(slaves.known())
                .extracting(slave -> slave.address().toString(), Slaves.Known::report)
                .containsExactly(
                        tuple(
                                "http://slave.example:8001",
                                new Slaves.Report(Duration.ofSeconds(60), Optional.empty(), Optional.empty())),
                        tuple(
                                "http://[::1]:8000",
                                new Slaves.Report(Duration.ofSeconds(5), Optional.of(30), Optional.of(500))));
    }

    @ParameterizedTest
    @CsvSource({
        "rserver=a/b&rport=8000&interval=60, rserver is the name or the address of a server",
        "rserver=&rport=8000&interval=60, rserver is the name or the address of a server",
        "rserver=u@a&rport=8000&interval=60, rserver is the name or the address of a server",
        "rserver=a&rport=65536&interval=60, rport is a whole number from 1 to 65535",
        "rserver=a&interval=60, rport is missing beside rserver",
        "rserver=a&rport=8000, interval is missing beside rserver",
        "rserver=a&rport=8000&interval=0, interval is a whole number from 1 to 86400",
        "rserver=a&rport=8000&interval=60&listeners=-1, listeners is a whole number from 0 to 999999999"
    })
    void slaveThatMakesNoSenseIsToldWhatWould(String query, String words) {
        Reply reply = asRelay("streams?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains(words);
        assertThat(slaves.known()).isEmpty();
    }

    @Test
    void onlyARelayIsASlave() {
        assertThat(admin("admin/streams?rserver=a&rport=8000&interval=60").status())
                .isEqualTo(401);
        assertThat(slaves.known()).isEmpty();
    }

    @Test
    void mountsAreListedWithTheirFallbacks() {
        station.set("/a.mp3", MountSetting.FALLBACK_MOUNT, Optional.of("/b.mp3"));
        station.hide("/c.mp3");
        station.begin("/a.mp3", "audio/mpeg", Map.of());
        station.begin("/c.mp3", "audio/mpeg", Map.of());

        assertThat(admin("admin/listmounts").body())
                .isEqualTo("<?xml version=\"1.0\"?>\n<icestats><source mount=\"/a.mp3\"><fallback>/b.mp3</fallback>"
                        + "<listeners>0</listeners><Connected>7</Connected><content-type>audio/mpeg</content-type></source>"
                        + "<source mount=\"/c.mp3\"><fallback></fallback><listeners>0</listeners><Connected>7</Connected>"
                        + "<content-type>audio/mpeg</content-type></source></icestats>\n");
        assertThat(server.get("admin/streamlist.txt")
                        .login(Station.RELAY)
                        .send()
                        .body())
                .isEqualTo("/a.mp3\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats",
                "stats.xml",
                "listmounts",
                "streamlist",
                "listclients",
                "moveclients",
                "killclient",
                "killsource",
                "fallbacks",
                "updatemetadata",
                "manageauth",
                "reloadconfig",
                "streamlist.txt",
                "streams"
            })
    void nobodyIsAnsweredWithoutALoginAndPostIsAsGoodAsGet(String command) {
        station.begin("/a.mp3", "audio/mpeg", Map.of());

        for (String query : List.of("", "?mount=/a.mp3", "?mount=%00", "?mount=/a.mp3&id=%F0%9F")) {
            assertThat(server.get("admin/" + command + query).send().status()).isEqualTo(401);
            assertThat(server.post("admin/" + command + query).send("id=1").status())
                    .isEqualTo(401);
            assertThat(server.get("admin/" + command + query)
                            .login("admin:wrong")
                            .send()
                            .status())
                    .isEqualTo(401);
        }
        Reply got = admin("admin/" + command + "?mount=/a.mp3");
        if (station.mounts().all().isEmpty()) {
            station.begin("/a.mp3", "audio/mpeg", Map.of());
        }
        Reply posted = server.post("admin/" + command).login(Station.ADMIN).send("mount=/a.mp3");
        assertThat(posted.status()).isEqualTo(got.status());
    }

    @ParameterizedTest
    @CsvSource({"stats", "listmounts", "listclients", "moveclients", "updatemetadata", "manageauth"})
    void pagesEscapeWhatStrangersSay(String command) throws IOException {
        station.set("/<b>.mp3", MountSetting.FALLBACK_MOUNT, Optional.of("/<i>.mp3"));
        Files.writeString(htpasswd(), "<u>:$1$salt$qJH7.N4xYta3aEG/dfqo/0\n");
        files.refresh();
        giveUsers("/<b>.mp3");
        station.begin("/<b>.mp3", "audio/mpeg", Map.of("icy-name", "<script>alert(1)</script>"));

        Reply page = admin("admin/" + command + ".xsl" + (command.equals("listmounts") ? "" : "?mount=/%3Cb%3E.mp3"));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(page.body()).doesNotContain("<script", "<b>", "<i>", "<u>").contains("</html>");
    }

    @Test
    void publicPagesShowWhatIsOnAndNothingHidden() {
        station.hide("/h.mp3");
        station.begin("/h.mp3", "audio/mpeg", Map.of());
        station.begin("/a.mp3", "audio/mpeg", Map.of("icy-name", "<Näme>"));

        assertThat(server.get("status.xsl").send().body())
                .contains("/a.mp3", "&lt;Näme&gt;", "http://localhost:8000/a.mp3.m3u")
                .doesNotContain("/h.mp3", "source_ip", "user_agent");
        assertThat(server.get("status.xsl?mount=/nix").send().body()).doesNotContain("/a.mp3");
        assertThat(server.get("server_version.xsl").send().body()).contains("Icefloe ", "Earth", "me@example.org");
        assertThat(server.get("auth.xsl").send().status()).isEqualTo(200);
    }

    @Test
    void fallbackIsGivenToTheMountAndItsOtherSettingsStay() {
        station.set("/a.mp3", MountSetting.AUTH_TYPE, AuthType.ACCOUNTS);
        Mount mount = station.begin("/a.mp3", "audio/mpeg", Map.of());
        MountSettings before = mount.settings();

        assertThat(admin("admin/fallbacks?mount=/a.mp3&fallback=nix").status()).isEqualTo(400);
        assertThat(mount.settings()).isEqualTo(before);
        assertThat(admin("admin/fallbacks?mount=/a.mp3&fallback=/b.mp3").body()).contains("Fallback configured");

        assertThat(mount.settings()).isEqualTo(before.with(MountSetting.FALLBACK_MOUNT, Optional.of("/b.mp3")));
        assertThat(admin("admin/listmounts").body()).contains("<fallback>/b.mp3</fallback>");
    }

    @Test
    void usersAreListedAddedAndDeletedInIcecastsWords() {
        giveUsers("/a.mp3");
        station.begin("/a.mp3", "audio/mpeg", Map.of());
        String command = "admin/manageauth?mount=/a.mp3";
        String list = "<icestats><source mount=\"/a.mp3\"/>";
        String listed = "<icestats><source mount=\"/a.mp3\"><User><username>x</username></User></source>";

        assertThat(admin(command).body()).contains(list + "</icestats>", "mount=\"/a.mp3\"/>");
        assertThat(admin(command + "&action=add").body()).contains("400 - missing parameter");
        assertThat(admin(command + "&action=add&username=x&password=y").body())
                .contains(listed + "<iceresponse><message>User added</message></iceresponse></icestats>");
        assertThat(admin(command + "&action=add&username=x&password=y").body())
                .contains(listed + "<iceresponse><message>User already exists - not added</message></iceresponse>");
        assertThat(admin(command + "&action=delete&username=x").body())
                .contains("/a.mp3\"/><iceresponse><message>User deleted</message></iceresponse>");
        station.begin("/open.mp3", "audio/mpeg", Map.of());
        assertThat(admin("admin/manageauth?mount=/open.mp3").body()).contains("400 - missing parameter");
    }

    @Test
    void mountThatWaitsForItsSourceIsNotAvailable() {
        station.set("/a.mp3", MountSetting.LINGER, Duration.ofMinutes(1));
        Mount mount = station.begin("/a.mp3", "audio/mpeg", Map.of());
        FakeSource.end(station.mounts(), mount);

        assertThat(admin("admin/listclients?mount=/a.mp3").body()).contains("400 - Source is not available");
    }

    @Test
    void reloadSaysWhatHasChanged() {
        assertThat(admin("admin/reloadconfig").body())
                .contains("<message>Config reloaded: nothing has changed that applies now</message><return>1</return>");
    }

    @Test
    void reloadThatFailsIsWarnedOfAndNoSuccessInTheLog() throws IOException {
        Files.writeString(home.resolve(SettingsLoader.FILE), "icefloe.limits.clients=abc\n");
        try (Log warnings = new Log(ReloadResource.class);
                Log audit = new Log("org.icefloe.rest.AuditLog")) {
            assertThat(admin("admin/reloadconfig").body()).contains("<return>0</return>");

            assertThat(warnings.lines()).singleElement().asString().contains("stay as they are", "abc");
            assertThat(audit.lines()).singleElement().asString().contains("200 OK, but failed: ", "abc");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "killclient?mount=/a.mp3&id=77",
                "moveclients?mount=/a.mp3&destination=/b.mp3&id=77",
            })
    void commandForAClientThatIsNotThereIsNoSuccessInTheLog(String command) {
        station.begin("/a.mp3", "audio/mpeg", Map.of());
        station.begin("/b.mp3", "audio/mpeg", Map.of());
        try (Log audit = new Log("org.icefloe.rest.AuditLog")) {
            admin("admin/" + command);
            admin("admin/killsource?mount=/a.mp3");

            assertThat(audit.lines()).hasSize(2);
            assertThat(audit.lines().get(0)).endsWith(": 200 OK, but failed: Client 77 not found");
            assertThat(audit.lines().get(1)).endsWith(": 200 OK");
        }
    }

    @Test
    void lastOfTwoMountsCounts() {
        station.begin("/a.mp3", "audio/mpeg", Map.of());
        station.begin("/b.mp3", "audio/mpeg", Map.of());

        assertThat(admin("admin/stats?mount=/a.mp3&mount=/b.mp3").body())
                .contains("mount=\"/b.mp3\"")
                .doesNotContain("/a.mp3");
    }

    @ParameterizedTest
    @CsvSource({
        "admin/stats/, 400, Unrecognised command",
        "admin/buildm3u/?mount=/a.mp3, 400, Unrecognised command",
        "admin/streamlist.xsl, 400, Unrecognised command",
        "admin/%73tats/, 400, Unrecognised command",
        "admin/%73tats?mount=/a.mp3, 200, <icestats>",
        "admin/listmounts%2exsl, 200, </html>",
        "admin/, 200, </html>",
        "admin/streamlist.txt?mount=/a.mp3, 400, Mount request unknown",
        "admin/killclient?mount=/a.mp3&id=99999999999999999999, 200, Client -1 not found",
    })
    void commandsAreNamedAsIcecastsAre(String path, int status, String words) {
        station.begin("/a.mp3", "audio/mpeg", Map.of());

        Reply reply = admin(path);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains(words);
    }

    @Test
    void relayThatNamesAMountGetsNoList() {
        station.begin("/a.mp3", "audio/mpeg", Map.of());

        assertThat(server.get("admin/streamlist.txt?mount=/a.mp3")
                        .login(Station.RELAY)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void pageOffersOnlyMountsWhoseFormatFits() {
        station.begin("/a.mp3", "audio/mpeg", Map.of());
        station.begin("/b.mp3", "audio/mpeg", Map.of());
        station.begin("/c.aac", "audio/aac", Map.of());

        assertThat(admin("admin/moveclients.xsl?mount=/a.mp3").body())
                .contains("value=\"/b.mp3\"")
                .doesNotContain("/c.aac");
        assertThat(admin("admin/moveclients?mount=/a.mp3").body()).contains("/b.mp3", "/c.aac");
    }

    @Test
    void pageToLogInSaysWhenThereIsNothingToLogInAt() {
        assertThat(server.get("auth.xsl").send().body()).contains("No stream that is on asks");
        giveUsers("/a.mp3");
        station.begin("/a.mp3", "audio/mpeg", Map.of());

        assertThat(server.get("auth.xsl").send().body()).contains("/a.mp3").doesNotContain("No stream that is on asks");
    }

    @Test
    void publicPagesTakePost() {
        station.begin("/a.mp3", "audio/mpeg", Map.of());
        station.begin("/b.mp3", "audio/mpeg", Map.of());

        assertThat(server.post("status.xsl").send("mount=/b.mp3").body())
                .contains("/b.mp3")
                .doesNotContain("/a.mp3");
    }

    private Reply admin(String path) {
        return server.get(path).login(Station.ADMIN).send();
    }
}
