package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.icefloe.auth.Credentials;
import org.icefloe.config.SettingsLoader;
import org.icefloe.listener.Slaves;
import org.icefloe.mount.MountName;
import org.icefloe.relay.FakeReport;
import org.icefloe.relay.MasterStatus;
import org.icefloe.relay.RelayEntry;
import org.icefloe.relay.Upstream;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.Station;
import org.icefloe.rest.relay.RelayEditor;
import org.icefloe.store.Database;
import org.icefloe.store.RelayRepository;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelaysResourceTest {
    private static final MountName LIVE = new MountName("/live.mp3");

    @TempDir
    static Path home;

    private static Database database;
    private static RelayRepository relays;

    private final ObjectMapper json = new ObjectMapper();
    private final FakeReport report = new FakeReport();
    private final RelayEditor editor = new RelayEditor(relays, report);
    private final InProcess server = InProcess.of(
            Applications.of(new Station().authenticator())
                    .serve(RelaysResource.class, new RelaysResource(editor, new Slaves(() -> 0, new Random(1))))
                    .serve(
                            ManageRelaysResource.class,
                            new ManageRelaysResource(editor, new Slaves(() -> 0, new Random(1))))
                    .serve(UnknownCommandResource.class, new UnknownCommandResource()),
            "http://localhost:8000/");

    @BeforeAll
    static void open() {
        database = Database.open(
                new SettingsLoader(Map.of("icefloe.home", home.toString()), Map.of(), Map.of(), Map.of()).load());
        relays = new RelayRepository(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void clear() {
        List.copyOf(relays.all()).forEach(entry -> relays.delete(entry.mount()));
    }

    private Reply get(String target) {
        return server.get(target).login(Station.ADMIN).send();
    }

    private Reply post(String form) {
        return server.post("admin/relays")
                .login(Station.ADMIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send(form);
    }

    private Reply put(String target, String document) {
        return server.request("PUT", target)
                .login(Station.ADMIN)
                .header("Content-Type", "application/json")
                .send(document);
    }

    private static RelayEntry live() {
        return relays.find(LIVE).orElseThrow();
    }

    /** One of two upstreams, with a password. */
    private void addLive() {
        relays.put(new RelayEntry(
                LIVE,
                List.of(
                        Upstream.parse(
                                "https://a.example/x.mp3", Optional.of(new Credentials("dj", "never shown")), true),
                        Upstream.parse("http://b.example:8000/;", Optional.empty(), false)),
                true,
                false,
                Optional.of(Duration.ofSeconds(90))));
    }

    private void fill() {
        addLive();
        report.failing("/live.mp3", "https://a.example/x.mp3", "answered 404 (File Not Found)");
        report.live("/mirror.mp3", "http://master.example:8000/mirror.mp3", true, false);
        report.master(new MasterStatus(
                "http://master.example:8000/admin/streamlist.txt",
                1,
                Optional.of(FakeReport.SINCE),
                Optional.empty(),
                Optional.of(FakeReport.SINCE.plusSeconds(120))));
    }

    @Test
    void bodyThatIsNoFormAndNoJsonIsRefused() {
        assertThat(server.post("admin/relays")
                        .login(Station.ADMIN)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .send("--x\r\n"))
                .matches(reply -> reply.status() == 400)
                .matches(reply -> reply.body().contains("The body is multipart/form-data; expected"));
    }

    @Test
    void relaysAndTheMasterAreListedInXmlWithoutPasswords() {
        fill();

        Reply reply = get("admin/relays");

        assertThat(reply.header("content-type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(reply.body())
                .isEqualTo("<?xml version=\"1.0\"?>\n<icestats>"
                        + "<master><url>http://master.example:8000/admin/streamlist.txt</url><mounts>1</mounts>"
                        + "<updated>2026-11-29T12:00:03Z</updated><next_update>2026-11-29T12:02:03Z</next_update></master>"
                        + "<relay mount=\"/live.mp3\"><enabled>1</enabled><on_demand>0</on_demand>"
                        + "<idle_timeout>90s</idle_timeout>"
                        + "<upstream><url>https://a.example/x.mp3</url><username>dj</username><password>***</password>"
                        + "<icy_metadata>1</icy_metadata></upstream>"
                        + "<upstream><url>http://b.example:8000/;</url><icy_metadata>0</icy_metadata></upstream>"
                        + "<mirrored>0</mirrored><state><phase>failing</phase><since>2026-11-29T12:00:03Z</since>"
                        + "<words>failing because https://a.example/x.mp3 answered 404 (File Not Found); next try in 12 s</words>"
                        + "<next_try>2026-11-29T12:00:15Z</next_try><connections>0</connections>"
                        + "<upstream><url>https://a.example/x.mp3</url><current>0</current>"
                        + "<fault>answered 404 (File Not Found)</fault><failed>2026-11-29T12:00:03Z</failed></upstream>"
                        + "</state></relay>"
                        + "<relay mount=\"/mirror.mp3\"><on_demand>0</on_demand><mirrored>1</mirrored><state>"
                        + "<phase>live</phase><since>2026-11-29T12:00:03Z</since>"
                        + "<words>live since 2026-11-29T12:00:03Z from http://master.example:8000/mirror.mp3</words>"
                        + "<connections>2</connections><upstream><url>http://master.example:8000/mirror.mp3</url>"
                        + "<current>1</current></upstream></state></relay></icestats>\n");
    }

    @Test
    void relaysAreTheSameInJson() throws Exception {
        fill();

        Reply reply = get("admin/relays.json");

        assertThat(reply.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(json.readTree(reply.body())).isEqualTo(json.readTree("""
                {"master": {"url": "http://master.example:8000/admin/streamlist.txt", "mounts": 1,
                            "updated": "2026-11-29T12:00:03Z", "nextUpdate": "2026-11-29T12:02:03Z"},
                 "relays": [
                  {"mount": "/live.mp3", "enabled": true, "onDemand": false, "idleTimeout": "90s",
                   "upstreams": [
                    {"url": "https://a.example/x.mp3", "username": "dj", "password": "***", "icyMetadata": true},
                    {"url": "http://b.example:8000/;", "icyMetadata": false}],
                   "mirrored": false,
                   "state": {"phase": "failing", "since": "2026-11-29T12:00:03Z",
                    "words": "failing because https://a.example/x.mp3 answered 404 (File Not Found); next try in 12 s",
                    "nextTry": "2026-11-29T12:00:15Z", "connections": 0,
                    "upstreams": [{"url": "https://a.example/x.mp3", "current": false,
                     "fault": "answered 404 (File Not Found)", "failed": "2026-11-29T12:00:03Z"}]}},
                  {"mount": "/mirror.mp3", "onDemand": false, "mirrored": true,
                   "state": {"phase": "live", "since": "2026-11-29T12:00:03Z",
                    "words": "live since 2026-11-29T12:00:03Z from http://master.example:8000/mirror.mp3",
                    "connections": 2,
                    "upstreams": [{"url": "http://master.example:8000/mirror.mp3", "current": true}]}}], "slaves": []}"""));
    }

    @Test
    void jsonIsForWhoWantsIt() {
        assertThat(get("admin/relays?format=json").body()).isEqualTo("{\"relays\":[],\"slaves\":[]}");
        assertThat(get("admin/relays").body()).endsWith("<icestats/>\n");
        assertThat(server.get("admin/relays")
                        .login(Station.ADMIN)
                        .header("Accept", "application/json")
                        .send()
                        .body())
                .startsWith("{");
        assertThat(get("admin/relays?format=yaml").body()).contains("400 - format has to be xml or json");
    }

    @Test
    void oneRelayIsShownAlone() {
        fill();

        assertThat(get("admin/relays?mount=/mirror.mp3").body())
                .startsWith("<?xml version=\"1.0\"?>\n<icestats><relay mount=\"/mirror.mp3\">")
                .doesNotContain("/live.mp3", "<master>");
        assertThat(get("admin/relays.json?mount=/live.mp3").body()).startsWith("{\"mount\":\"/live.mp3\",");
        assertThat(get("admin/relays?mount=/nix").body())
                .contains("<message>No relay of /nix was set up</message><return>0</return>");
        assertThat(get("admin/relays.json?mount=/nix").status()).isEqualTo(404);
        assertThat(get("admin/relays.json?mount=/nix").body())
                .isEqualTo("{\"message\":\"No relay of /nix was set up\",\"return\":0}");
    }

    @Test
    void stateOfAMirroredMountIsNotThatOfItsNewEntry() {
        addLive();
        report.live("/live.mp3", "http://master.example:8000/live.mp3", true, false);

        assertThat(get("admin/relays?mount=/live.mp3").body())
                .contains("<mirrored>0</mirrored></relay>")
                .doesNotContain("master.example");
    }

    @Test
    void formAddsARelayInTheWordsOfIcecast() {
        List<String> told = new ArrayList<>();
        relays.onChange(() -> told.add("changed"));

        Reply reply =
                post("action=add&mount=/live.mp3&server=a.example&port=8010&remote-mount=/n%C3%A4h+%252B.mp3%3Ft%3D1"
                        + "&username=u&password=p&on-demand=1&relay-shoutcast-metadata=0&idle-timeout=1m&enabled=0");

        assertThat(reply.body()).contains("<message>Relay added</message><return>1</return>");
        assertThat(live())
                .isEqualTo(new RelayEntry(
                        LIVE,
                        List.of(Upstream.parse(
                                "http://a.example:8010/n%C3%A4h%20%2B.mp3?t=1",
                                Optional.of(new Credentials("u", "p")), false)),
                        false,
                        true,
                        Optional.of(Duration.ofMinutes(1))));
        assertThat(told).hasSize(1);
        assertThat(post("action=add&mount=/live.mp3&server=10.0.0.1").body()).contains("Relay changed");
        assertThat(live())
                .isEqualTo(new RelayEntry(
                        LIVE,
                        List.of(Upstream.parse("http://10.0.0.1:8000/", Optional.empty(), true)),
                        true,
                        false,
                        Optional.empty()));
    }

    @Test
    void severalAddressesAreUpstreamsInTheirOrder() {
        post(
                "action=add&mount=/live.mp3&url=https://b.example/x&url=http://a.example:8000/;&username=u&password=p&port=");

        assertThat(live().upstreams())
                .extracting(Upstream::url)
                .containsExactly("https://b.example/x", "http://a.example:8000/;");
        assertThat(live().upstreams())
                .allSatisfy(one -> assertThat(one.credentials()).contains(new Credentials("u", "p")));
    }

    @Test
    void relayIsSwitchedOffAndOnAndDeleted() {
        addLive();
        RelayEntry before = live();

        assertThat(post("action=disable&mount=/live.mp3").body()).contains("Relay disabled</message><return>1");
        assertThat(live().enabled()).isFalse();
        assertThat(post("action=enable&mount=/live.mp3&format=json").body())
                .isEqualTo("{\"message\":\"Relay enabled\",\"return\":1}");
        assertThat(live()).isEqualTo(before);
        assertThat(post("action=delete&mount=/live.mp3").body()).contains("Relay deleted</message><return>1");
        assertThat(relays.all()).isEmpty();
        for (String action : List.of("enable", "disable", "delete")) {
            assertThat(post("action=" + action + "&mount=/live.mp3").body())
                    .contains("<message>No relay of /live.mp3 was set up</message><return>0</return>");
        }
    }

    @Test
    void commandOfIcecastKhSwitchesARelay() {
        addLive();

        assertThat(get("admin/managerelays?relay=/live.mp3&enable=0").body())
                .contains("Relay disabled</message><return>1");
        assertThat(live().enabled()).isFalse();
        assertThat(server.post("admin/managerelays")
                        .login(Station.ADMIN)
                        .send("relay=/live.mp3&enable=1")
                        .body())
                .contains("Relay enabled</message><return>1");
        assertThat(live().enabled()).isTrue();
        assertThat(get("admin/managerelays").body()).contains("<relay mount=\"/live.mp3\">");
        assertThat(get("admin/managerelays?relay=/nix&enable=0").body())
                .contains("No relay of /nix was set up</message><return>0");
        assertThat(get("admin/managerelays?enable=0").body())
                .contains("relay: a relay is named by its mount</message><return>0");
        assertThat(get("admin/managerelays?relay=/live.mp3&enable=maybe").body())
                .contains("enable: expected 0 or 1</message><return>0");
    }

    @Test
    void whatIsListedCanBeSentBackAndKeepsThePassword() throws Exception {
        fill();
        RelayEntry before = live();
        String listed = get("admin/relays.json?mount=/live.mp3").body();

        Reply reply = put("admin/relays?mount=/live.mp3", listed);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(json.readTree(reply.body())).isEqualTo(json.readTree(listed));
        assertThat(live()).isEqualTo(before);

        Reply posted = server.post("admin/relays")
                .login(Station.ADMIN)
                .header("Content-Type", "application/json")
                .send(listed.replace("x.mp3\",\"username", "other.mp3\",\"username"));
        assertThat(posted.status()).as(posted.body()).isEqualTo(200);
        assertThat(live().upstreams().get(0).url()).isEqualTo("https://a.example/other.mp3");
        assertThat(live().upstreams().get(0).credentials()).contains(new Credentials("dj", "never shown"));
        assertThat(put("admin/relays?mount=/copy.mp3", "{\"upstreams\":[{\"url\":\"http://c.example\"}]}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void keptPasswordGoesToNoOtherServerAndToNoOtherUser() {
        addLive();

        for (String other : List.of(
                "{\"url\":\"https://evil.example/x.mp3\",\"username\":\"dj\",\"password\":\"***\"}",
                "{\"url\":\"http://a.example/x.mp3\",\"username\":\"dj\",\"password\":\"***\"}",
                "{\"url\":\"https://a.example/x.mp3\",\"username\":\"root\",\"password\":\"***\"}")) {
            Reply reply = put("admin/relays?mount=/live.mp3", "{\"upstreams\":[" + other + "]}");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("upstreams[0].password: *** stands for the password");
        }
        assertThat(post("action=add&mount=/live.mp3&url=https://a.example/y&username=dj&password=***")
                        .body())
                .contains("Relay changed");
        assertThat(live().upstreams().get(0).credentials()).contains(new Credentials("dj", "never shown"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "action=add | mount: a relay is named by its mount",
                "action=add&mount=live | mount: expected a mountpoint such as /stream",
                "action=add&mount=/&server=a | mount: expected a mountpoint such as /stream",
                "action=add&mount=/admin/x&server=a | mount: expected a mountpoint such as /stream",
                "action=add&mount=/x | url: expected either one url or several, or a server",
                "action=add&mount=/x&server=a&url=http://b/ | server: expected either one url or several, or a server",
                "action=add&mount=/x&server=a%20b | server: expected a host name",
                "action=add&mount=/x&server=a&port=0 | port: expected a port number from 1 to 65535",
                "action=add&mount=/x&server=a&port=x | port: expected a port number from 1 to 65535",
                "action=add&mount=/x&server=a&remote-mount=x | remote-mount: expected a path such as /live.mp3",
                "action=add&mount=/x&url=ftp://a/ | url: expected an address such as http://radio.example:8000/live.mp3",
                "action=add&mount=/x&url=http://u:p@a/ | url: expected an address such as http://radio.example",
                "action=add&mount=/x&url=http://a:99999/ | url: expected an address such as http://radio.example",
                "action=add&mount=/x&server=a&username=u | password: a username needs one beside it",
                "action=add&mount=/x&server=a&password=p | username: a password needs one beside it",
                "action=add&mount=/x&server=a&username=u:v&password=p | username: expected a text without a colon",
                "action=add&mount=/x&server=a&username=u&password=%0A | password: expected a text of at most 255",
                "action=add&mount=/x&server=a&username=u&password=*** | password: *** stands for the password",
                "action=add&mount=/x&server=a&on-demand=2 | on-demand: expected 0 or 1",
                "action=add&mount=/x&server=a&enabled=x | enabled: expected 0 or 1",
                "action=add&mount=/x&server=a&relay-shoutcast-metadata=x | relay-shoutcast-metadata: expected 0 or 1",
                "action=add&mount=/x&server=a&idle-timeout=soon | idle-timeout: expected a span of time such as 10s",
                "action=add&mount=/x&server=a&on_demand=1 | on_demand: there is no such parameter. Was on-demand meant?",
                "action=stop&mount=/x | action: expected add, delete, enable or disable",
            })
    void whatAFormCannotSayIsRefusedByTheNameOfTheValue(String form, String sentence) {
        Reply xml = post(form);
        assertThat(xml.status()).isEqualTo(200);
        assertThat(xml.body())
                .contains("<iceresponse><message>" + sentence)
                .endsWith("<return>0</return></iceresponse>\n");
        Reply answer = post(form + "&format=json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"message\":\"" + sentence).endsWith("\"return\":0}");
        assertThat(relays.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | Line 1, column 1: expected an object",
                "null | The body: expected a JSON object",
                "{ | Line 1, column 2: this is no JSON",
                "{} | upstreams: expected a list of objects such as",
                "{'upstreams':{}} | upstreams: expected a list of objects such as",
                "{'upstreams':[]} | upstreams: expected 1 to 16 places to hear it from",
                "{'upstreams':['http://a/']} | upstreams[0]: expected an object such as",
                "{'upstreams':[null]} | upstreams[0]: expected an object such as",
                "{'upstreams':[{}]} | upstreams[0].url: expected an address such as",
                "{'upstreams':[{'url':'http://a/'},{'url':7}]} | upstreams[1].url: expected an address such as",
                "{'upstreams':[{'url':[]}]} | upstreams[0].url: expected a text",
                "{'upstreams':[{'url':'http://a/','icy':1}]} | upstreams[0].icy: there is no such field. Was",
                "{'upstreams':[{'url':'http://a/','icyMetadata':1}]} | upstreams[0].icyMetadata: expected true or false",
                "{'upstreams':[{'url':'http://a/'}],'onDemand':'yes'} | onDemand: expected true or false",
                "{'upstreams':[{'url':'http://a/'}],'idleTimeout':-1} | idleTimeout: expected a span of time",
                "{'upstreams':[{'url':'http://a/'}],'mount':'/y'} | mount: the address says /x, and the body another",
                "{'upstreams':[{'url':'http://a/'}],'onDemad':true} | onDemad: there is no such field. Was onDemand meant",
                "{'upstreams':[{'url':'http://a/'}]} and | Line 1, column ",
                "{'mount':'/x','mount':'/x'} | Line 1, column 22: this field was there already",
            })
    void whatADocumentCannotSayIsRefusedByTheNameOfTheField(String document, String sentence) throws Exception {
        Reply reply = put("admin/relays?mount=/x", document.replace('\'', '"'));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(json.readTree(reply.body()).get("message").asText()).startsWith(sentence);
        assertThat(json.readTree(reply.body()).get("return").asInt()).isZero();
        assertThat(relays.all()).isEmpty();
    }

    @Test
    void thereAreAtMostSixteenUpstreams() {
        String form = "action=add&mount=/x" + "&url=http://a/".repeat(17);

        assertThat(post(form).body()).contains("url: expected 1 to 16 places to hear it from, the best first");
        assertThat(put("admin/relays", "{\"upstreams\":[]}").body()).contains("mount: a relay needs one");
    }

    @Test
    void nothingIsChangedByGet() {
        assertThat(get("admin/relays?action=add&mount=/live.mp3&server=a").body())
                .contains("action: what changes something has to be sent by POST here");
        assertThat(relays.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin/relays", "admin/relays.json", "admin/managerelays", "admin/relays?mount=/live.mp3"})
    void onlyAdminsAreAnswered(String target) {
        addLive();
        RelayEntry before = live();

        for (String login : List.of(Station.SOURCE, Station.RELAY, "admin:wrong")) {
            assertThat(server.get(target).login(login).send().status()).isEqualTo(401);
            assertThat(server.post(target)
                            .login(login)
                            .send("action=delete&mount=/live.mp3&relay=/live.mp3&enable=0")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(server.get(target).send().status()).isEqualTo(401);
        assertThat(live()).isEqualTo(before);
    }

    @Test
    void pageOfAnotherSiteChangesNothing() {
        Reply reply = server.post("admin/relays")
                .login(Station.ADMIN)
                .header("Origin", "https://evil.example")
                .send("action=add&mount=/live.mp3&server=a");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(relays.all()).isEmpty();
    }

    @Test
    void logSaysWhoChangedWhatAndNoPassword() {
        try (Log audit = new Log("org.icefloe.rest.AuditLog")) {
            post("action=add&mount=/live.mp3&server=a.example&username=u&password=hushhush");
            put(
                    "admin/relays?mount=/live.mp3",
                    "{\"upstreams\":[{\"url\":\"http://a/\",\"username\":\"u\",\"password\":\"hushhush\"}]}");
            put("admin/relays?mount=/x", "{\"upstreams\":[\"x\",{\"password\":\"hushhush\"}]}");
            post("action=stop&mount=/live.mp3");

            assertThat(audit.lines()).hasSize(4).noneMatch(line -> line.contains("hushhush"));
            assertThat(audit.lines().get(0))
                    .contains("user \"admin\" at 192.0.2.7: POST /admin/relays", "mount=\"/live.mp3\"");
            assertThat(audit.lines().get(1)).contains("upstreams.0.url=\"http://a/\"", "upstreams.0.password=***");
            assertThat(audit.lines().get(3)).contains("but failed: action: expected add, delete, enable or disable");
        }
    }
}
