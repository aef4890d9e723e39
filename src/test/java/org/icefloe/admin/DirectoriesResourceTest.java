package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.directory.announce.ListingStatus;
import org.icefloe.directory.announce.ListingStatus.Phase;
import org.icefloe.mount.MountName;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.Station;
import org.junit.jupiter.api.Test;

class DirectoriesResourceTest {
    private static final Instant SINCE = Instant.parse("2026-11-29T12:00:03.456Z");
    private static final URI DIRECTORY = URI.create("https://dir.example/yp?a=1&b=2");

    private final List<ListingStatus> listings = new ArrayList<>();
    private final InProcess server = InProcess.of(
            Applications.of(new Station().authenticator())
                    .serve(DirectoriesResource.class, new DirectoriesResource(() -> listings)),
            "http://localhost:8000/");

    private Reply get(String target) {
        return server.get(target).login(Station.ADMIN).send();
    }

    private void add(String mount, Phase phase, Optional<String> sid, String answer) {
        listings.add(new ListingStatus(
                new MountName(mount),
                DIRECTORY,
                phase,
                SINCE,
                "in <words>",
                sid,
                sid.map(id -> "http://radio.example:8000" + mount),
                sid.map(id -> SINCE.plusSeconds(5)),
                Optional.of(SINCE.plusSeconds(205)),
                Optional.of(answer)));
    }

    @Test
    void listingsAreToldInXml() {
        add("/live.mp3", Phase.LISTED, Optional.of("0b7c"), "Successfully <b>touched</b>");
        add("/other", Phase.FAILING, Optional.empty(), "no");

        Reply reply = get("admin/directories");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(reply.body())
                .isEqualTo("<?xml version=\"1.0\"?>\n<icestats><listing mount=\"/live.mp3\">"
                        + "<directory>https://dir.example/yp?a=1&amp;b=2</directory><phase>listed</phase>"
                        + "<since>2026-11-29T12:00:03Z</since><words>in &lt;words&gt;</words><sid>0b7c</sid>"
                        + "<listen_url>http://radio.example:8000/live.mp3</listen_url>"
                        + "<last_touch>2026-11-29T12:00:08Z</last_touch><next_call>2026-11-29T12:03:28Z</next_call>"
                        + "<answer>Successfully &lt;b&gt;touched&lt;/b&gt;</answer></listing>"
                        + "<listing mount=\"/other\"><directory>https://dir.example/yp?a=1&amp;b=2</directory>"
                        + "<phase>failing</phase><since>2026-11-29T12:00:03Z</since>"
                        + "<words>in &lt;words&gt;</words><next_call>2026-11-29T12:03:28Z</next_call>"
                        + "<answer>no</answer></listing></icestats>\n");
    }

    @Test
    void listingsAreToldInJson() throws IOException {
        add("/live.mp3", Phase.LISTED, Optional.of("0b7c"), "yes");

        Reply reply = get("admin/directories.json");

        assertThat(reply.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(new ObjectMapper().readValue(reply.body(), Map.class))
                .isEqualTo(Map.of(
                        "listings",
                        List.of(Map.of(
                                "mount", "/live.mp3",
                                "directory", DIRECTORY.toString(),
                                "phase", "listed",
                                "since", "2026-11-29T12:00:03Z",
                                "words", "in <words>",
                                "sid", "0b7c",
                                "listenUrl", "http://radio.example:8000/live.mp3",
                                "lastTouch", "2026-11-29T12:00:08Z",
                                "nextCall", "2026-11-29T12:03:28Z",
                                "answer", "yes"))));
        assertThat(get("admin/directories?format=json").body()).isEqualTo(reply.body());
    }

    @Test
    void listingsOfOneMountMayBeAskedFor() {
        add("/live.mp3", Phase.LISTED, Optional.of("0b7c"), "yes");
        add("/other", Phase.FAILING, Optional.empty(), "no");

        assertThat(get("admin/directories?mount=/other").body())
                .contains("mount=\"/other\"")
                .doesNotContain("/live.mp3");
        assertThat(get("admin/directories.json?mount=/none").body()).isEqualTo("{\"listings\":[]}");
    }

    @Test
    void anotherFormatIsNone() {
        assertThat(get("admin/directories?format=yaml").status()).isEqualTo(400);
    }

    /** A SID lets whoever has it remove the listing. */
    @Test
    void onlyAnAdminIsTold() {
        assertThat(server.get("admin/directories").send().status()).isEqualTo(401);
        assertThat(server.get("admin/directories").login(Station.SOURCE).send().status())
                .isIn(401, 403);
    }
}
