package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icefloe.relay.RelayStudio.BEGIN;
import static org.icefloe.relay.RelayStudio.always;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.format.SampleStream;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.Mount;
import org.icefloe.relay.FakeNetwork.Call;
import org.icefloe.relay.RelayStatus.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a relay that always runs. */
class RelayTest {
    private static final String A = "http://a.example:8000/a.mp3";
    private static final String B = "http://b.example:8000/b.mp3";
    private static final String C = "http://c.example:8000/c.mp3";

    private final RelayStudio studio = new RelayStudio("retry-limit", "8s", "stall-timeout", "3s");
    private final FakeNetwork network = studio.network;

    private void begin(String... urls) {
        studio.put(always(urls));
        studio.begin();
    }

    /** How long it rests after the next failure of its one upstream, in ms. */
    private long pauseAfterFailure() {
        studio.breakOff(network.last());
        return pause();
    }

    private long pause() {
        int before = network.calls().size();
        long millis = 0;
        while (network.calls().size() == before && millis < 100_000) {
            studio.loop.pass(1);
            millis++;
        }
        return millis;
    }

    // Going live

    @Test
    void isLiveWhenThereIsSomethingToHear() {
        begin(A);
        assertThat(studio.status().words()).isEqualTo("connecting to " + A);
        assertThat(studio.isOn()).isFalse();

        Call call = network.last().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        studio.loop.run();
        assertThat(studio.status().phase()).isEqualTo(Phase.CONNECTING);

        studio.pass(Duration.ofSeconds(1));
        call.says(RelayStudio.sound());
        studio.loop.run();

        RelayStatus status = studio.status();
        assertThat(status.phase()).isEqualTo(Phase.LIVE);
        assertThat(status.words()).isEqualTo("live since 2026-11-29T12:00:01Z from " + A);
        assertThat(status.since()).isEqualTo(BEGIN.plusSeconds(1));
        assertThat(status.connections()).isEqualTo(1);
        assertThat(status.upstreams()).singleElement().satisfies(upstream -> {
            assertThat(upstream.current()).isTrue();
            assertThat(upstream.fault()).isEmpty();
        });
        assertThat(studio.mount().buffer().hasEntry()).isTrue();
    }

    @Test
    void asksAsARelayDoes() {
        studio.put(RelayStudio.entry("/own, name", true, false, "http://a.example:8000/a.mp3?x=1"));
        studio.begin();

        String request = network.last().open().heard();
        assertThat(request).startsWith("GET /a.mp3?x=1 HTTP/1.0\r\n").endsWith("\r\n\r\n");
        assertThat(request.lines().skip(1))
                .containsExactlyInAnyOrder(
                        "Host: a.example:8000",
                        "User-Agent: Icefloe/test",
                        "Icy-MetaData: 1",
                        "Icy-MetaInt: 256",
                        "icy-relay-path: 0123456789abcdef/own%2C%20name",
                        "Connection: close",
                        "");
    }

    @Test
    void headersOfTheOriginAreTakenOver() {
        begin(A);
        Call call = network.last().answers("ICY 200 OK", "icy-name:The Radio", "icy-br:24", "content-type:audio/mpeg");
        studio.loop.run();
        call.says(RelayStudio.sound());

        assertThat(studio.mount().profile().headers()).containsEntry("icy-name", "The Radio");
    }

    // Failing

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.0 404 File Not Found | answered 404 (File Not Found)",
                "HTTP/1.0 401 Authentication Required | wants a login",
                "HTTP/1.0 500 | answered 500",
                "ICY 404 Resource Not Found | answered 404 (Resource Not Found)",
                "SSH-2.0-OpenSSH_9.6 | answered something that is no HTTP: \"SSH-2.0-OpenSSH_9.6\"",
            })
    void saysWhyItFailsAndWhenItTriesAgain(String answer, String words) {
        begin(A);
        studio.refuse(answer);

        assertThat(studio.status().phase()).isEqualTo(Phase.FAILING);
        assertThat(studio.status().words()).isEqualTo("failing because " + A + " " + words + "; next try in 1 s");
        assertThat(studio.status().nextTry()).contains(BEGIN.plusMillis(500));
        assertThat(network.open()).isEmpty();
        assertThat(studio.mounts.all()).isEmpty();
    }

    @Test
    void pageInThePlaceOfAStreamIsNone() {
        begin(A);
        network.last().answers("HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", "", "<html>");
        studio.loop.run();

        assertThat(studio.status().words())
                .startsWith("failing because " + A + " answered with text/html; charset=utf-8, which is no stream");
    }

    @Test
    void intervalThatCannotBeIsNoStream() {
        begin(A);
        network.last().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg", "icy-metaint: -5");
        studio.loop.run();

        assertThat(studio.status().words()).contains(A + " answered with an icy-metaint of \"-5\"; expected 1 to");
    }

    @Test
    void intervalThatLiesIsAFaultOfTheUpstream() {
        begin(A, B);
        Call call = network.last().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg", "icy-metaint: 64");
        studio.loop.run();
        call.says(RelayStudio.sound());
        studio.loop.run();

        assertThat(network.last().server.host()).isEqualTo("b.example");
        assertThat(studio.status().upstreams().get(0).fault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("does not send what it says: "));
    }

    @Test
    void streamFromItselfIsRefused() {
        begin(A);
        network.last()
                .answers(
                        "HTTP/1.0 200 OK",
                        "Content-Type: audio/mpeg",
                        "Icy-Relay-Path: " + RelayStudio.ID + "/live, aaaaaaaaaaaaaaaa/a.mp3");
        studio.loop.run();

        assertThat(studio.status().words())
                .startsWith("failing because " + A + " has this stream from this server itself (a ring: "
                        + RelayStudio.ID + "/live, aaaaaaaaaaaaaaaa/a.mp3)");
        assertThat(studio.mounts.all()).isEmpty();
    }

    @Test
    void streamOfAnotherMountOfThisServerIsNoRing() {
        begin(A);
        network.last()
                .answers(
                        "HTTP/1.0 200 OK",
                        "Content-Type: audio/mpeg",
                        "Icy-Relay-Path: " + RelayStudio.ID + "/other, aaaaaaaaaaaaaaaa/a.mp3");
        studio.loop.run();

        assertThat(studio.isOn()).isTrue();
    }

    @Test
    void silentUpstreamIsLeftAfterItsPatience() {
        begin(A, B);
        network.last().open();
        studio.pass(Duration.ofMillis(9_999));
        assertThat(network.calls()).hasSize(1);

        studio.pass(Duration.ofMillis(1));

        assertThat(network.hosts(1)).containsExactly("b.example");
        assertThat(network.calls().get(0).isOver()).isTrue();
        assertThat(studio.status().upstreams().get(0).fault()).contains("did not answer within 10 s");
    }

    // Pauses

    @Test
    void pausesGrowUpToTheLimit() {
        begin(A);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            pauses.add(pauseAfterFailure());
        }
        assertThat(pauses).containsExactly(500L, 1000L, 2000L, 4000L, 6400L, 6400L, 6400L);
    }

    @ParameterizedTest
    @CsvSource({"0.0, 375", "1.0, 625"})
    void chanceMovesEachPauseByAQuarter(double chance, long millis) {
        studio.chance = chance;
        begin(A);
        assertThat(pauseAfterFailure()).isEqualTo(millis);
    }

    @Test
    void pauseIsShortAgainAfterTenSecondsLive() {
        begin(A);
        pauseAfterFailure();
        pauseAfterFailure();
        Call call = studio.goLive();
        studio.pass(Duration.ofSeconds(10), call);

        studio.breakOff(call);
        assertThat(network.calls()).as("asked again at once").hasSize(4);

        assertThat(pauseAfterFailure()).isEqualTo(500);
    }

    @Test
    void upstreamThatCutsEverybodyOffIsNotAskedWithoutEnd() {
        begin(A);
        pauseAfterFailure();
        pauseAfterFailure();
        Call call = studio.goLive();
        studio.pass(Duration.ofMillis(9_900), call);

        assertThat(pauseAfterFailure()).isEqualTo(2000);
    }

    // Rounds

    @Test
    void eachIsAskedOnceInARoundInOrder() {
        begin(A, B, C);
        for (int i = 0; i < 3; i++) {
            studio.breakOff(network.last());
        }
        assertThat(network.hosts(0)).containsExactly("a.example", "b.example", "c.example");
        assertThat(studio.status().phase()).isEqualTo(Phase.FAILING);
        assertThat(studio.status().words())
                .startsWith("failing because " + A + " cannot be reached: it has closed the connection and " + B);
    }

    @Test
    void nextUpstreamIsHeardAtOnceAtTheSameMount() {
        begin(A, B);
        Call a = studio.goLive();
        studio.pass(Duration.ofSeconds(1), a);
        Mount mount = studio.mount();
        long before = mount.buffer().head();

        studio.breakOff(a);
        assertThat(network.last().server.host()).isEqualTo("b.example");
        assertThat(mount.isOnAir()).as("listeners wait, and are not sent away").isTrue();
        Call b = studio.goLive();
        studio.pass(Duration.ofSeconds(2), b);

        assertThat(studio.mount()).isSameAs(mount);
        assertThat(mount.buffer().head()).isGreaterThan(before);
        assertThat(studio.status().words()).endsWith("from " + B);
        assertThat(studio.status().connections()).isEqualTo(2);
    }

    @Test
    void whoFailedLatelyIsAskedLast() {
        begin(A, B);
        Call a = studio.goLive();
        studio.pass(Duration.ofSeconds(11), a);

        studio.breakOff(a);
        studio.breakOff(network.last());

        assertThat(network.hosts(1)).containsExactly("b.example", "a.example");
    }

    // The end of what is heard

    @Test
    void whatIsHeardEndsAtOnceWhenAllSayThatThereIsNothing() {
        begin(A, B);
        Call a = studio.goLive();
        studio.pass(Duration.ofSeconds(11), a);
        studio.breakOff(a);
        studio.refuse("HTTP/1.0 404 File Not Found");
        assertThat(studio.isOn()).isTrue();

        studio.refuse("HTTP/1.0 403 Forbidden");

        assertThat(studio.isOn()).isFalse();
        assertThat(studio.status().phase()).isEqualTo(Phase.FAILING);
    }

    @Test
    void whatIsHeardEndsWithTheSourceTimeoutWhenNobodyCanBeReached() {
        begin(A);
        Call a = studio.goLive();
        studio.pass(Duration.ofSeconds(11), a);
        network.answer(call -> call.ends("the connection was refused"));
        studio.breakOff(a);

        studio.pass(Duration.ofSeconds(9));
        assertThat(studio.isOn()).isTrue();
        studio.pass(Duration.ofSeconds(2));

        assertThat(studio.isOn()).isFalse();
        assertThat(studio.status().phase()).isEqualTo(Phase.FAILING);
    }

    @Test
    void upstreamThatComesBackIsHeardAtTheMountThatHasFallenSilent() {
        begin(A);
        Call a = studio.goLive();
        studio.pass(Duration.ofSeconds(11), a);
        Mount mount = studio.mount();
        studio.breakOff(a);
        studio.breakOff(network.last());
        studio.pass(Duration.ofSeconds(1));

        Call again = studio.goLive();
        studio.pass(Duration.ofSeconds(2), again);

        assertThat(studio.mount()).isSameAs(mount);
        assertThat(studio.status().phase()).isEqualTo(Phase.LIVE);
    }

    @Test
    void anotherTypeAfterTheBreakIsHeardAsItIs() {
        begin(A);
        Call a = studio.goLive();
        studio.pass(Duration.ofSeconds(11), a);
        studio.breakOff(a);

        Call other = network.last().answers("HTTP/1.0 200 OK", "Content-Type: application/ogg");
        studio.loop.run();
        other.says(SampleStream.VORBIS.bytes());
        studio.loop.run();

        assertThat(studio.status().phase()).isEqualTo(Phase.LIVE);
        assertThat(studio.mount().contentType().value()).isEqualTo("application/ogg");
        assertThat(studio.mount().buffer().hasEntry()).isTrue();
    }

    @Test
    void sourceEndedHereComesBackAfterAPauseAndIsNoFaultOfTheUpstream() {
        begin(A);
        Call a = studio.goLive();
        studio.pass(Duration.ofSeconds(11), a);

        studio.mount().endSource("an admin wants it so");
        studio.loop.run();

        assertThat(a.isOver()).isTrue();
        assertThat(studio.status().words()).isEqualTo("failing because its source was ended here; next try in 1 s");
        assertThat(studio.status().upstreams().get(0).fault()).isEmpty();
        assertThat(pause()).isEqualTo(500);
    }

    // Stalls

    @Test
    void streamThatStallsIsLeftForTheNextUpstream() {
        begin(A, B);
        Call a = studio.goLive();
        studio.pass(Duration.ofSeconds(3));
        assertThat(network.calls()).hasSize(1);

        studio.pass(Duration.ofMillis(500));

        assertThat(a.isOver()).isTrue();
        assertThat(network.hosts(1)).containsExactly("b.example");
        assertThat(studio.status().upstreams().get(0).fault()).contains("has sent nothing that can be played for 3 s");
    }

    @Test
    void bytesThatCannotBePlayedAreAStall() {
        begin(A, B);
        Call a = studio.goLive();
        for (int i = 0; i < 10; i++) {
            studio.pass(Duration.ofMillis(500));
            a.says(new byte[100]);
            studio.loop.run();
        }
        assertThat(network.hosts(1)).containsExactly("b.example");
    }

    @Test
    void answerWithoutASoundIsAStall() {
        begin(A, B);
        network.last().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        studio.pass(Duration.ofSeconds(4));

        assertThat(network.hosts(1)).containsExactly("b.example");
    }

    // Others at the mount

    @Test
    void encoderAtTheMountIsLeftAloneAndNobodyIsAsked() {
        FakeSource encoder = studio.encoder();
        begin(A);

        assertThat(network.calls()).isEmpty();
        assertThat(studio.status().words()).startsWith("failing because the mount has another source; next try in");
        assertThat(encoder.ends()).isEmpty();
    }

    @Test
    void mountIsTakenTheMomentItsEncoderHasGone() {
        FakeSource encoder = studio.encoder();
        begin(A);
        encoder.gone();
        studio.loop.run();

        assertThat(network.hosts(0)).containsExactly("a.example");
    }

    @Test
    void encoderThatIsFasterHasTheMount() {
        begin(A);
        Call call = network.last();
        FakeSource encoder = studio.encoder();
        call.answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        studio.loop.run();

        assertThat(call.isOver()).isTrue();
        assertThat(encoder.ends()).isEmpty();
        assertThat(studio.status().words()).startsWith("failing because the mount has another source");
    }
}
