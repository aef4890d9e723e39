package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.icefloe.relay.FakeReport;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.Station;
import org.icefloe.stats.ServerStatistics;
import org.icefloe.stats.TestServer;
import org.junit.jupiter.api.Test;

/** What {@code /admin/stats} tells of relays. */
class RelayStatsTest {
    private final Station station = new Station();
    private final FakeReport report = new FakeReport();
    private final ServerStatistics statistics = new ServerStatistics(
            station.mounts(), station.listeners(), station.sources(), TestServer::settings, Station.BEGAN, report);
    private final InProcess server = InProcess.of(
            Applications.of(station.authenticator())
                    .serve(
                            StatsResource.class,
                            new StatsResource(
                                    new Commands(
                                            station.mounts(),
                                            new MountAccess(station.authenticator(), station.sources())),
                                    station.mounts(),
                                    statistics,
                                    Applications.reachedAt("radio.example.org", 8000))),
            "http://localhost:8000/");

    private String stats(String query) {
        return server.get("admin/stats" + query).login(Station.ADMIN).send().body();
    }

    @Test
    void relayThatIsHeardHasItsStateBesideItsFigures() {
        station.begin("/live.mp3", "audio/mpeg", Map.of());
        station.begin("/own.mp3", "audio/mpeg", Map.of());
        report.live("/live.mp3", "http://a.example:8000/x.mp3", false, true);
        String members = "<public>0</public><relay_phase>live</relay_phase>"
                + "<relay_since>2026-11-29T12:00:03+0000</relay_since>"
                + "<relay_state>live since 2026-11-29T12:00:03Z from http://a.example:8000/x.mp3</relay_state>"
                + "<relay_upstream>http://a.example:8000/x.mp3</relay_upstream><server_description>";

        assertThat(stats("")).contains(members, "<on_demand>1</on_demand>").doesNotContain("<relays>");
        assertThat(stats("?mount=/live.mp3")).contains(members, "<on_demand>1</on_demand>");
        assertThat(stats("?mount=/own.mp3")).doesNotContain("relay_phase", "on_demand");
    }

    @Test
    void relaysThatAreNotHeardAreListedApartFromTheSources() {
        station.begin("/live.mp3", "audio/mpeg", Map.of());
        report.live("/live.mp3", "http://a.example:8000/x.mp3", false, false);
        report.failing("/down.mp3", "http://b.example/<x>", "answered 404 (File Not Found)");
        report.idle("/idle.mp3");

        assertThat(stats(""))
                .endsWith(
                        "</source><relays><relay mount=\"/down.mp3\"><relay_next_try>2026-11-29T12:00:15+0000"
                                + "</relay_next_try><relay_phase>failing</relay_phase>"
                                + "<relay_since>2026-11-29T12:00:03+0000</relay_since><relay_state>failing because"
                                + " http://b.example/&lt;x&gt; answered 404 (File Not Found); next try in 12 s</relay_state></relay>"
                                + "<relay mount=\"/idle.mp3\"><on_demand>1</on_demand><relay_phase>idle</relay_phase>"
                                + "<relay_since>2026-11-29T12:00:03+0000</relay_since>"
                                + "<relay_state>idle: it connects when somebody listens</relay_state></relay></relays></icestats>\n");
        assertThat(stats("?mount=/live.mp3")).doesNotContain("<relays>");
    }

    @Test
    void whoRelaysNothingIsToldNothingOfRelays() {
        station.begin("/own.mp3", "audio/mpeg", Map.of());

        assertThat(stats("")).doesNotContain("relay_state", "<relays", "on_demand");
    }
}
