package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.icefloe.testkit.clients.Icecast2Catalog;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.ServerCatalog;
import org.icefloe.testkit.clients.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What one request adds to the server's counters, here and in Debian's icecast2. Those who are there at the moment are
 * left out: Icecast notices that a client has gone when it has something to send.
 */
class CountersLikeIcecastIT {
    private static final String ADMIN = "admin:hackme";
    private static final String BASIC = "\r\nAuthorization: Basic ";

    private static RunningServer icefloe;
    private static RunningServer icecast;

    @BeforeAll
    static void start() {
        icefloe = ServerCatalog.find().standalone(Duration.ofSeconds(10));
        icecast = new Icecast2Catalog().standalone(Duration.ofSeconds(10));
    }

    @AfterAll
    static void stop() {
        icefloe.close();
        icecast.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /status-json.xsl HTTP/1.0",
                "GET /nothing HTTP/1.0",
                "GET /any.mp3.m3u HTTP/1.0",
                "GET /admin/stats HTTP/1.0",
                "GET /admin/listmounts HTTP/1.0" + BASIC + "YWRtaW46aGFja21l",
                "SOURCE /new.mp3 HTTP/1.0",
                "SOURCE /new.mp3 HTTP/1.0" + BASIC + "c291cmNlOmhhY2ttZQ==\r\nContent-Type: audio/mpeg",
                "STATS / HTTP/1.0" + BASIC + "YWRtaW46aGFja21l",
                "GET /listened-to.mp3 HTTP/1.0"
            })
    void oneRequestCountsTheSame(String request) {
        // Icecast's own threads count a look now before, now behind the answer that tells the count.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(added(icefloe.streamDoor(), request))
                .isEqualTo(added(icecast.streamDoor(), request)));
    }

    /** What has become more when the request is over, without what the looks themselves add. */
    private static Map<String, Long> added(Target target, String request) throws Exception {
        RawConnection source = new RawConnection(target.host(), target.streamPort(), Duration.ofSeconds(5));
        try (source) {
            String login = Base64.getEncoder().encodeToString(("source:" + target.sourcePassword()).getBytes());
            source.say("SOURCE /listened-to.mp3 HTTP/1.0" + BASIC + login + "\r\nContent-Type: audio/mpeg\r\n\r\n");
            source.expect("HTTP/1.0 200 OK");
            Map<String, Long> before = settled(target);
            try (RawConnection client = new RawConnection(target.host(), target.streamPort(), Duration.ofSeconds(5))) {
                client.say(request + "\r\n\r\n");
                client.expect("HTTP/1.[01] [0-9]+ .*");
                settled(target);
            }
            Map<String, Long> after = settled(target);
            Map<String, Long> added = new TreeMap<>();
            after.forEach((name, count) -> added.put(name, count - before.get(name)));
            // Each look is a connection and a request of its own: only what goes beyond them is of interest.
            long looks = added.remove("connections") - added.get("client_connections");
            added.remove("client_connections");
            added.put("connections that are no request by GET", looks);
            return added;
        }
    }

    /** Icecast counts a little later than it answers: the same twice in a row is what is meant. */
    private static Map<String, Long> settled(Target target) {
        Map<String, Long>[] last = newArray();
        await().pollInterval(Duration.ofMillis(150))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    Map<String, Long> now = counters(target);
                    boolean same = last[0] != null
                            && withoutLooks(now).equals(withoutLooks(last[0]))
                            && now.get("connections") - now.get("client_connections")
                                    == last[0].get("connections") - last[0].get("client_connections");
                    last[0] = now;
                    return same;
                });
        return last[0];
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Long>[] newArray() {
        return new Map[1];
    }

    private static Map<String, Long> withoutLooks(Map<String, Long> counters) {
        Map<String, Long> rest = new TreeMap<>(counters);
        rest.keySet().removeAll(java.util.Set.of("connections", "client_connections"));
        return rest;
    }

    private static Map<String, Long> counters(Target target) throws IOException {
        Map<String, Long> counters = new TreeMap<>();
        for (String line : RawReply.ask(target, "GET", "/admin/stats", ADMIN).tree()) {
            String[] sides = line.split(" = ", 2);
            if (sides[0].matches("/icestats/(\\w*connections|sources)")) {
                counters.put(sides[0].substring(10), Long.parseLong(sides[1]));
            }
        }
        return counters;
    }
}
