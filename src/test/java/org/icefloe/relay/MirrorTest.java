package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.icefloe.relay.FakeNetwork.Call;
import org.icefloe.relay.RelayStatus.Phase;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a master has appears here. */
class MirrorTest {
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private final RelayStudio studio = new RelayStudio(
            "master-server", "m.example", "master-interval", "60s", "master-password", "pw", "on-demand", "true");
    private final FakeNetwork network = studio.network;
    private Consumer<Call> answer = listing();

    private MirrorTest() {
        network.answer(call -> answer.accept(call));
    }

    /** The master answers with these lines. */
    private static Consumer<Call> listing(String... lines) {
        return call -> {
            call.answers("HTTP/1.0 200 OK", "Content-Type: text/plain").says(String.join("\n", lines) + "\n");
            call.ends("it has closed the connection");
        };
    }

    private static Consumer<Call> refusing(String status) {
        return call -> call.answers("HTTP/1.0 " + status);
    }

    private void begin(String... lines) {
        answer = listing(lines);
        studio.begin();
    }

    private MasterStatus master() {
        return studio.relays.master().orElseThrow();
    }

    // Asking

    @Test
    void masterIsAskedAsIcecastAsks() {
        begin();
        assertThat(network.last().server).hasToString("http://m.example:8000");
        assertThat(network.last().heard()).startsWith("GET /admin/streamlist.txt HTTP/1.0\r\n");
        assertThat(network.last().header("authorization")).contains("Basic cmVsYXk6cHc=");
    }

    @Test
    void masterIsAskedOnceAnInterval() {
        begin("/a");
        studio.pass(INTERVAL.minusMillis(1));
        assertThat(network.calls()).hasSize(1);
        studio.pass(Duration.ofMillis(1));
        assertThat(network.calls()).hasSize(2);
        assertThat(master().updated()).contains(RelayStudio.BEGIN.plus(INTERVAL));
        assertThat(master().nextUpdate()).contains(RelayStudio.BEGIN.plus(INTERVAL.multipliedBy(2)));
    }

    @Test
    void whoMayBeSentListenersSaysWhereHeIs() {
        studio.call("slave.example");
        studio.set("master-redirect", "true");
        begin("/a");
        assertThat(network.last().heard())
                .startsWith("GET /admin/streams?rserver=slave.example&rport=8000")
                .contains("&rport=8000&interval=60&listeners=0&max-listeners=");
        assertThat(network.calls()).hasSize(1);
    }

    /** The listeners of the master would else be sent to their own machines. */
    @Test
    void serverWithoutANameIsSentNobodyAndItsLogSaysWhatToDo() {
        studio.set("master-redirect", "true");
        try (Log log = new Log(Mirror.class)) {
            begin("/a");

            assertThat(network.last().heard()).startsWith("GET /admin/streamlist.txt HTTP/1.0");
            assertThat(log.warnings())
                    .containsExactly("icefloe.relay.master-redirect has no effect: listeners cannot be sent to"
                            + " localhost. Set icefloe.server.hostname to the name by which they reach this server");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "400 Bad Request", "401 Unauthorized"})
    void masterThatKnowsNothingOfThatIsAskedForItsList(String status) {
        studio.call("slave.example");
        studio.set("master-redirect", "true");
        answer = call -> {
            boolean knows = call.open().heard().contains("streamlist.txt");
            call.says(knows ? "HTTP/1.0 200 OK\r\n\r\n/a\n" : "HTTP/1.0 " + status + "\r\n\r\n");
            call.ends("it has closed the connection");
        };
        studio.begin();

        assertThat(network.calls()).hasSize(2);
        assertThat(studio.names()).containsExactly("/a");
    }

    /** By that a master knows whom it is itself a slave of. */
    @Test
    void serversByWhichMountsComeAreKnown() {
        String self = studio.relays.way().last().orElseThrow();
        answer = call -> call.answers("HTTP/1.0 200 OK", "icy-relay-path: far/, " + self + "/, near/")
                .says("/a\n")
                .ends("it has closed the connection");
        studio.begin();

        assertThat(network.last().header("icy-relay-path")).contains(self + "/");
        assertThat(studio.relays.way()).hasToString("near/, " + self + "/");
    }

    @Test
    void masterThatSaysNothingOfItselfIsNotKnown() {
        begin("/a");
        assertThat(studio.relays.way().stops()).hasSize(1);
    }

    // Following

    @Test
    void everyMountOfTheMasterAppears() {
        begin("/a.mp3", "/caf\u00e9.ogg");
        assertThat(studio.names()).contains("/a.mp3").hasSize(2);
        assertThat(studio.relays.relays()).allMatch(RelayStatus::mirrored);
        assertThat(studio.status("/a.mp3").upstreams().get(0).url()).isEqualTo("http://m.example:8000/a.mp3");
        assertThat(studio.status("/a.mp3").phase()).isEqualTo(Phase.IDLE);
        assertThat(master().mounts()).isEqualTo(2);
        assertThat(master().fault()).isEmpty();
    }

    @Test
    void newOnesComeAndGoneOnesGoWithinTheInterval() {
        begin("/a", "/b");
        answer = listing("/b", "/c");
        studio.pass(INTERVAL);

        assertThat(studio.names()).containsExactly("/b", "/c");
    }

    @Test
    void whatIsHeardEndsWhenTheMasterHasItNoMore() {
        studio.set("on-demand", "false");
        answer = call -> {
            call.open();
            if (call.heard().startsWith("GET /admin/")) {
                call.says("HTTP/1.0 200 OK\r\n\r\n/live\n");
                call.ends("it has closed the connection");
            }
        };
        studio.begin();
        Call stream = network.last().says("HTTP/1.0 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n");
        studio.loop.run();
        studio.pass(Duration.ofSeconds(59), stream.says(RelayStudio.sound()));
        assertThat(studio.isOn()).isTrue();

        answer = listing();
        studio.pass(Duration.ofSeconds(1));

        assertThat(stream.isOver()).isTrue();
        assertThat(studio.mounts.all()).isEmpty();
    }

    @Test
    void ownRelaysGoBeforeThoseOfTheMaster() {
        studio.put(RelayStudio.entry("/a", true, true, "http://other.example/x"));
        begin("/a", "/b");

        assertThat(studio.names()).containsExactly("/a", "/b");
        assertThat(studio.status("/a").mirrored()).isFalse();
        assertThat(studio.status("/a").upstreams().get(0).url()).isEqualTo("http://other.example/x");

        studio.delete("/a");
        assertThat(studio.status("/a").mirrored()).isTrue();
        assertThat(studio.status("/a").upstreams().get(0).url()).isEqualTo("http://m.example:8000/a");
    }

    @Test
    void onDemandIsWhatTheSettingSays() {
        begin("/a");
        assertThat(studio.status("/a").onDemand()).isTrue();
        studio.change("on-demand", "false");
        assertThat(studio.status("/a").onDemand()).isFalse();
        assertThat(network.last().heard()).startsWith("GET /a ");
    }

    // Trouble

    @ParameterizedTest
    @CsvSource({
        "401 Unauthorized, refuses the login",
        "404 Not Found, answered 404 (Not Found)",
        "500 Oops, answered 500 (Oops)"
    })
    void listThatDoesNotComeEndsNothing(String status, String words) {
        begin("/a", "/b");
        answer = refusing(status);
        studio.pass(INTERVAL);

        assertThat(studio.names()).containsExactly("/a", "/b");
        assertThat(master().fault()).contains(words);
        assertThat(master().mounts()).isEqualTo(2);
        assertThat(master().updated()).contains(RelayStudio.BEGIN);
    }

    @Test
    void masterThatFailsIsAskedAgainSoonAndThenMoreRarely() {
        answer = refusing("500 Oops");
        studio.begin();
        studio.pass(Duration.ofMillis(500));
        assertThat(network.calls()).hasSize(2);
        studio.pass(Duration.ofMillis(999));
        assertThat(network.calls()).hasSize(2);
        studio.pass(Duration.ofMillis(1));
        assertThat(network.calls()).hasSize(3);

        studio.pass(Duration.ofMinutes(10));
        assertThat(network.calls()).hasSizeBetween(3 + 10, 3 + 20);
    }

    @Test
    void masterThatWasWellIsAskedSoonAgainWhenItFails() {
        answer = refusing("500 Oops");
        studio.begin();
        studio.pass(Duration.ofSeconds(10));
        answer = listing("/a");
        studio.pass(INTERVAL.multipliedBy(2));
        answer = refusing("500 Oops");
        studio.pass(Duration.between(studio.now(), master().nextUpdate().orElseThrow()));

        assertThat(master().fault()).isPresent();
        assertThat(master().nextUpdate()).contains(studio.now().plusMillis(500));
    }

    @Test
    void returnOfTheMasterWakesWhatHasFailed() {
        studio.set("on-demand", "false", "retry-limit", "1h");
        answer = call -> {
            if (call.open().heard().startsWith("GET /admin/")) {
                call.says("HTTP/1.0 200 OK\r\n\r\n/live\n");
            }
            call.ends("it has closed the connection");
        };
        studio.begin();
        Consumer<Call> works = answer;
        answer = call -> call.ends("the connection was refused");
        studio.pass(Duration.ofMinutes(10));
        answer = works;
        RelayStatus failing = studio.status();
        assertThat(failing.phase()).isEqualTo(Phase.FAILING);
        int before = network.calls().size();
        studio.pass(INTERVAL);

        assertThat(failing.nextTry().orElseThrow())
                .as("by itself it would wait longer")
                .isAfter(studio.now());
        assertThat(network.calls().subList(before, network.calls().size()))
                .anyMatch(call -> call.heard().startsWith("GET /live "));
    }

    @Test
    void logHearsOfTroubleWithTheMasterOnce() {
        try (Log log = new Log(Mirror.class)) {
            answer = refusing("500 Oops");
            studio.begin();
            studio.pass(Duration.ofMinutes(3));
            answer = listing("/a");
            studio.pass(INTERVAL);

            assertThat(log.warnings())
                    .containsExactly("The master does not tell its mounts: http://m.example:8000/admin/streamlist.txt"
                            + " answered 500 (Oops)");
            assertThat(log.lines()).last().isEqualTo("The master http://m.example:8000 has 1 mounts");
        }
    }

    @Test
    void pageIsNoList() {
        begin("/a");
        answer = listing("<html>", "<body>Welcome</body>", "</html>");
        studio.pass(INTERVAL);

        assertThat(studio.names()).containsExactly("/a");
        assertThat(master().fault()).contains("answered with no list of mounts, but with 3 lines of something else");
    }

    @Test
    void listWithoutEndIsNone() {
        begin("/a");
        answer = call -> {
            call.answers("HTTP/1.0 200 OK");
            for (int i = 0; i < 200 && !call.isOver(); i++) {
                call.says("/x".repeat(5000) + "\n");
                studio.loop.run();
            }
        };
        studio.pass(INTERVAL);

        assertThat(studio.names()).containsExactly("/a");
        assertThat(master().fault()).contains("sends a text of more than 1 MiB");
        assertThat(network.open()).isEmpty();
    }

    @Test
    void listThatDripsIsNone() {
        begin("/a");
        answer = call -> call.answers("HTTP/1.0 200 OK");
        studio.pass(INTERVAL);
        Call dripping = network.last();
        for (int i = 0; i < 12; i++) {
            dripping.says("/" + i + "\n");
            studio.pass(Duration.ofSeconds(1));
        }
        assertThat(dripping.isOver()).isTrue();
        assertThat(studio.names()).containsExactly("/a");
        assertThat(master().fault()).contains("did not send all of its text within 10 s");
    }

    // Settings

    @Test
    void anotherMasterIsAskedAtOnce() {
        begin("/a");
        answer = listing("/z");
        studio.change("master-server", "n.example");

        assertThat(network.last().server.host()).isEqualTo("n.example");
        assertThat(studio.names()).containsExactly("/z");
        assertThat(studio.status("/z").upstreams().get(0).url()).isEqualTo("http://n.example:8000/z");
    }

    @Test
    void answerOfAMasterThatIsNoneAnyMoreIsLeftAlone() {
        answer = call -> {};
        studio.begin();
        Call slow = network.last();
        answer = listing("/z");
        studio.change("master-server", "n.example");
        listing("/old").accept(slow);
        studio.loop.run();

        assertThat(studio.names()).containsExactly("/z");
    }

    @Test
    void withoutAMasterItsMountsGo() {
        begin("/a");
        studio.put(RelayStudio.entry("/own", true, true, "http://other.example/x"));
        studio.change("master-server", "");

        assertThat(studio.relays.master()).isEmpty();
        assertThat(studio.names()).containsExactly("/own");
        studio.pass(Duration.ofMinutes(5));
        assertThat(network.calls()).hasSize(1);
    }

    @Test
    void settingsOfOthersDoNotDisturbIt() {
        begin("/a");
        studio.change("retry-limit", "7s");
        assertThat(network.calls()).hasSize(1);
    }

    @Test
    void masterByHttpsIsAskedByIt() {
        studio.set("master-tls", "true", "master-port", "8443");
        begin("/a");
        assertThat(network.last().server).hasToString("https://m.example:8443");
        assertThat(studio.status("/a").upstreams())
                .extracting(RelayStatus.UpstreamStatus::url)
                .isEqualTo(List.of("https://m.example:8443/a"));
    }
}
