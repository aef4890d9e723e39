package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.Station;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The replies are those that Icecast 2.4.4 was seen to give. */
class MetadataResourceTest {
    private static final String UPDATE = "admin/metadata?mode=updinfo&mount=/m.mp3&";

    private final Station station = new Station();
    private final MountAccess access = new MountAccess(station.authenticator(), station.sources());
    private final InProcess server = InProcess.of(
            Applications.of(station.authenticator())
                    .serve(MetadataResource.class, new MetadataResource(station.mounts(), access))
                    .serve(
                            ShoutcastMetadataResource.class,
                            new ShoutcastMetadataResource(station.mounts(), access, () -> new MountName("/stream")))
                    .serve(UnknownCommandResource.class, new UnknownCommandResource()),
            "http://localhost:8000/");

    private Mount mount;

    @BeforeEach
    void begin() {
        mount = station.begin("/m.mp3", "audio/mpeg", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {Station.ADMIN, Station.SOURCE})
    void adminAndSourceSetTheTitle(String login) {
        Reply reply = server.get(UPDATE + "song=A%20-%20B").login(login).send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(reply.body())
                .isEqualTo("<?xml version=\"1.0\"?>\n<iceresponse><message>Metadata update successful</message>"
                        + "<return>1</return></iceresponse>\n");
        assertThat(title()).isEqualTo("A - B");
    }

    @Test
    void formSetsTheTitleToo() {
        Reply reply = server.post("admin/metadata?mount=/nix")
                .login(Station.SOURCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send("mode=updinfo&mount=%2fm%2emp3&charset=ISO-8859-1&song=Caf%e9");

        assertThat(reply.body()).contains("Metadata update successful");
        assertThat(title()).isEqualTo("Café");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source:wrong", "admin:hackme", "source:", "nobody:boss"})
    void wrongLoginIsAskedForABetterOne(String login) {
        Reply reply = server.get(UPDATE + "song=x").login(login).send();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("www-authenticate")).isEqualTo("Basic realm=\"Icefloe\"");
        assertThat(reply.body()).isEqualTo("You need to authenticate\r\n");
        assertThat(title()).isEmpty();
    }

    @Test
    void strangerIsAskedForALogin() {
        assertThat(server.get(UPDATE + "song=x").send().status()).isEqualTo(401);
        assertThat(server.get("admin/metadata").send().status()).isEqualTo(401);
        assertThat(server.get("admin/metadata?mount=/nix").send().status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "mount=/m.mp3,                   Missing parameter",
        "mode=updinfo&song=a,            Unknown admin request",
        "mode=updinfo&mount=/nix&song=a, Source does not exist",
        "mode=updinfo&mount=m.mp3&song=a,Source does not exist",
        "mode=updinfo&mount=&song=a,     Source does not exist",
        "mode=updinfo&mount=/m.mp3&song=a&charset=nix,Unknown charset",
    })
    void requestThatMakesNoSenseGets400(String query, String message) {
        Reply reply = server.get("admin/metadata?" + query).login(Station.ADMIN).send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo("<html><head><title>Error 400</title></head><body><b>400 - " + message
                        + "</b></body></html>\r\n");
        assertThat(title()).isEmpty();
    }

    @Test
    void sourceWithoutAMountIsAskedForAnAdminsLogin() {
        Reply reply = server.get("admin/metadata?mode=updinfo&song=a")
                .login(Station.SOURCE)
                .send();

        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void unknownActionIsNoFailureOfHttp() {
        Reply reply = server.get("admin/metadata?mode=foo&mount=/m.mp3")
                .login(Station.ADMIN)
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("<message>No such action</message><return>0</return>");
    }

    @Test
    void oggMountTakesNoTitles() {
        Mount ogg = station.begin("/o.ogg", "application/ogg", Map.of());
        Reply reply = server.get("admin/metadata?mode=updinfo&mount=/o.ogg&song=x")
                .login(Station.ADMIN)
                .send();

        assertThat(reply.body())
                .contains("<message>Mountpoint will not accept URL updates</message><return>1</return>");
        assertThat(ogg.titles().current().text()).isEmpty();
    }

    @Test
    void updateWithoutATitleLeavesTheOneThereIs() {
        mount.titles().announce("Before");

        assertThat(server.get(UPDATE).login(Station.ADMIN).send().body()).contains("Metadata update successful");
        assertThat(title()).isEqualTo("Before");
    }

    @Test
    void emptySongTakesTheTitleAway() {
        mount.titles().announce("Before");
        server.get(UPDATE + "song=").login(Station.ADMIN).send();

        assertThat(title()).isEmpty();
    }

    @Test
    void shoutcastSourceSetsTheTitleOfItsMount() {
        Mount stream = station.begin("/stream", "audio/mpeg", Map.of());
        Reply reply = server.get("admin.cgi?mode=updinfo&pass=hackme&song=Caf%C3%A9&url=&sid=1")
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(reply.body())
                .isEqualTo("<html><head><title>Admin request successful</title></head>"
                        + "<body><p>Metadata update successful</p></body></html>");
        assertThat(stream.titles().current().text()).isEqualTo("CafÃ©");
        assertThat(title()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hackme", "source:hackme", "hackme:%231", "/m.mp3:hackme"})
    void shoutcastPasswordComesInManyForms(String pass) {
        Reply reply = server.get("admin.cgi?mode=updinfo&mount=/m.mp3&charset=UTF-8&song=Caf%C3%A9&pass=" + pass)
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(title()).isEqualTo("Café");
    }

    @ParameterizedTest
    @CsvSource({
        "mode=updinfo&song=x,                              400, missing pass parameter",
        "mode=updinfo&song=x&pass=wrong,                   401, You need to authenticate",
        "mode=updinfo&song=x&pass=,                        401, You need to authenticate",
        "mode=updinfo&song=x&pass=hackme,                  400, Source does not exist",
        "mode=viewxml&song=x&pass=hackme&mount=/m.mp3,     400, illegal metadata call",
        "mode=updinfo&song=x&pass=hackme&mount=/m.mp3&charset=nix,400,Unknown charset",
    })
    void shoutcastCallThatCannotBeServedIsRefused(String query, int status, String message) {
        Reply reply = server.get("admin.cgi?" + query).send();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains(message);
        assertThat(title()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin/!POKE", "admin/", "admin/nix", "admin/metadata/x", "admin/%3Cb%3E"})
    void otherCommandsAreKnownToNobodyWhoeverAsks(String path) {
        assertThat(server.get(path).send().status()).isEqualTo(400);
        assertThat(server.get(path).login(Station.SOURCE).send().status()).isEqualTo(400);

        Reply reply = server.get(path).login(Station.ADMIN).send();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("400 - Unrecognised command").doesNotContain("<b></b>");
    }

    private String title() {
        return mount.titles().current().text();
    }
}
