package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Optional;
import org.icefloe.format.ContentType;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.StreamProfile;
import org.icefloe.stats.ServerCounters;
import org.icefloe.stats.StatsGate;
import org.junit.jupiter.api.Test;

/** The method STATS, as Icecast 2.4.4 answers it. */
class StatsOnStreamPortTest extends OnStreamPort {
    private static final String LOGIN = "Authorization: " + Peer.basic("admin", "hackme") + "\r\n\r\n";

    @Test
    void whoHasNoLoginGets401() {
        assertThat(replyTo("STATS / HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.0 401 Authentication Required\r\n")
                .contains("You need to authenticate");
        assertThat(replyTo("STATS / HTTP/1.0\r\nAuthorization: " + Peer.basic("source", "hackme") + "\r\n\r\n"))
                .startsWith("HTTP/1.0 401 ");
    }

    @Test
    void everythingIsToldAndThenEachChange() {
        try (Peer follower = server.peer().say("STATS / HTTP/1.0\r\n" + LOGIN)) {
            assertThat(follower.head()).isEqualTo("HTTP/1.0 200 OK\r\n\r\n");
            assertThat(until(follower, "EVENT global stats_connections 1\n"))
                    .startsWith("EVENT global admin me@example.org\nEVENT global client_connections ")
                    .contains("\nEVENT global host radio.example.org\n", "\nEVENT global stats 1\n");

            try (Peer source = server.source("/live")) {
                source.say("sound");
                assertThat(until(follower, "EVENT /live total_bytes_sent 0\n")).contains("EVENT /live listeners 0\n");
                try (Peer listener = server.listener("/live")) {
                    until(follower, "EVENT /live listeners 1\n");
                    assertThat(listener.hearText(5)).isEqualTo("sound");
                }
                until(follower, "EVENT /live listeners 0\n");
            }
            until(follower, "EVENT /live null null\n");
        }
        ServerCounters counters = server.figures.server().counters();
        await().until(() -> counters.stats() == 0);
    }

    @Test
    void oneMountMayBeFollowedAlone() {
        try (Peer source = server.source("/one");
                Peer other = server.source("/other");
                Peer follower = server.peer().say("STATS /one HTTP/1.0\r\n" + LOGIN)) {
            source.say("sound");
            follower.head();
            assertThat(until(follower, "EVENT /one total_bytes_sent 0\n"))
                    .startsWith("EVENT /one genre various\n")
                    .doesNotContain("global", "/other");
            other.say("sound");
        }
    }

    @Test
    void thousandMountsAreToldToWhoTakesItsTime() {
        StreamProfile profile =
                new StreamProfile(ContentType.MPEG, Map.of("icy-name", "Radio"), Optional.empty(), "192.0.2.1");
        try (RunningPort large = new RunningPort(Map.of("icefloe.limits.sources", "1001"))) {
            for (int i = 0; i < 1000; i++) {
                FakeSource.begin(large.mounts, "/a-mount-with-a-rather-long-name-" + i, profile);
            }
            try (Peer follower = Peer.connect(large.port, 4096).say("STATS / HTTP/1.0\r\n" + LOGIN)) {
                follower.head();
                String everything = until(follower, "-999 total_bytes_sent 0\n");
                assertThat(everything.length()).isGreaterThan(StatsGate.QUEUE);
                FakeSource.begin(large.mounts, "/one-more", profile);
                until(follower, "EVENT /one-more total_bytes_sent 0\n");
            }
        }
    }

    /** All lines up to one that begins so, if it comes. */
    private static String until(Peer follower, String line) {
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf(line, heard.length() - line.length()) < 0) {
            String next = follower.hearText(1);
            assertThat(next).as("more behind %s", heard).isNotEmpty();
            heard.append(next);
        }
        return heard.toString();
    }
}
