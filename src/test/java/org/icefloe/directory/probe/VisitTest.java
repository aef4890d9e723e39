package org.icefloe.directory.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.icefloe.directory.catalog.Verdict;
import org.icefloe.relay.FakeNetwork.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One visit: what is asked, what is made of the answer, and where nobody goes. */
class VisitTest {
    private final Patrol patrol = new Patrol();

    private void assertVerdict(Verdict verdict, String words) {
        patrol.loop.run();
        assertThat(patrol.check().verdict()).isEqualTo(verdict);
        assertThat(patrol.check().words()).isEqualTo(words);
        assertThat(patrol.network.open()).isEmpty();
    }

    @Test
    void streamIsAskedForLikeAListenerDoesAndLeftAtOnce() {
        Call call = patrol.visit();
        call.answers("ICY 200 OK", "content-type:audio/mpeg");
        patrol.loop.run();
        assertThat(patrol.check().verdict()).isEqualTo(Verdict.UNCHECKED);
        call.says(Patrol.SOUND);

        assertVerdict(Verdict.ALIVE, "");
        assertThat(call.heard())
                .isEqualTo("GET /live HTTP/1.0\r\nHost: radio.example\r\nUser-Agent: Icefloe-Directory/test\r\n"
                        + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.0 404 File Not Found, it answered 404 (File Not Found)",
        "HTTP/1.1 403 Forbidden, it answered 403 (Forbidden)",
        "HTTP/1.1 401 Authentication Required, it answered 401 (Authentication Required)",
        "ICY 401 Service Unavailable, it answered 401 (Service Unavailable)",
        "HTTP/1.1 500, it answered 500",
    })
    void whoLetsNobodyInIsSilent(String status, String words) {
        patrol.visit().answers(status, "Content-Type: audio/mpeg");

        assertVerdict(Verdict.SILENT, words);
    }

    @Test
    void whoCannotBeReachedIsSilent() {
        patrol.visit().ends("the connection was refused");

        assertVerdict(Verdict.SILENT, "the connection was refused");
    }

    @Test
    void nameThatNobodyKnowsIsSilent() {
        patrol.names.put("radio.example", List.of());
        patrol.add(Patrol.LIVE);
        patrol.pass(16);

        assertVerdict(Verdict.SILENT, "no host is known by the name radio.example");
    }

    @Test
    void whoDoesNotAnswerIsGivenTenSeconds() {
        patrol.visit().open();
        patrol.pass(11);

        assertVerdict(Verdict.SILENT, "it did not answer within 10 s");
    }

    @Test
    void whoSendsNothingIsSilent() {
        patrol.visit().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        patrol.pass(11);

        assertVerdict(Verdict.SILENT, "it sends nothing");
    }

    @Test
    void whoDripsIsGivenNoMoreTimeThanOthers() {
        Call call = patrol.visit().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        for (int second = 0; second < 9; second++) {
            call.says("\u00ff");
            patrol.pass(1);
        }
        patrol.pass(2);

        assertVerdict(Verdict.SILENT, "it sends next to nothing");
    }

    @Test
    void endlessHeadIsGivenUp() {
        Call call = patrol.visit().open();
        call.says("HTTP/1.0 200 OK\r\n" + "X-Filler: 1234567890\r\n".repeat(1000));

        assertVerdict(Verdict.SILENT, "it answered with a head of more than 100 lines");
    }

    @Test
    void whatIsNoHttpIsSilent() {
        patrol.visit().open().says("220 mail.example ESMTP and more of that, so that nobody takes it for a stream\r\n");

        patrol.loop.run();
        assertThat(patrol.check().words()).startsWith("it answered something that is no HTTP: ");
        assertThat(patrol.check().verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void pageIsNoStream() {
        patrol.visit().answers("HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8");

        assertVerdict(Verdict.OTHER, "it sends text/html, listed was audio/mpeg");
    }

    @Test
    void pageThatSaysThatItIsAStreamIsNone() {
        patrol.visit()
                .answers("HTTP/1.1 200 OK", "Content-Type: audio/mpeg")
                .says("<!DOCTYPE html><html><head><title>Parked</title>");

        assertVerdict(Verdict.OTHER, "what it sends is no audio/mpeg");
    }

    @Test
    void whoEndsEarlyIsJudgedByWhatHasCome() {
        Call call = patrol.visit().answers("HTTP/1.1 200 OK", "Content-Type: audio/mpeg");
        call.says(new byte[5000]);
        call.ends("it has closed the connection");

        assertVerdict(Verdict.OTHER, "what it sends is no audio/mpeg");
    }

    @Test
    void noMoreIsHeardThanIsNeeded() {
        Call call = patrol.visit().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        patrol.loop.run();
        call.says(new byte[Visit.MOST_BYTES - 1]);
        patrol.loop.run();
        assertThat(patrol.check().verdict()).isEqualTo(Verdict.UNCHECKED);
        call.says(new byte[100_000]);

        assertVerdict(Verdict.OTHER, "what it sends is no audio/mpeg");
    }

    @Test
    void streamThatWasRemovedMeanwhileIsLeft() {
        String sid = patrol.add(Patrol.LIVE);
        patrol.pass(16);
        patrol.remove(sid);
        patrol.network.last().answers("HTTP/1.0 404 Not Found");
        patrol.loop.run();

        assertThat(patrol.network.open()).isEmpty();
        assertThat(patrol.catalog.size()).isZero();
    }

    // Where it leads

    @Test
    void whoIsSentOnGoesThere() {
        patrol.visit().answers("HTTP/1.1 302 Found", "Location: http://other.example/x");
        patrol.loop.run();
        assertThat(patrol.network.last().server.host()).isEqualTo("other.example");
        patrol.network
                .last()
                .answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg")
                .says(Patrol.SOUND);

        assertVerdict(Verdict.ALIVE, "");
    }

    @Test
    void whoIsSentOnWithinAHostGoesThereToo() {
        patrol.visit().answers("HTTP/1.1 301 Moved", "Location: https://radio.example/live");
        patrol.loop.run();
        patrol.network.last().answers("HTTP/1.0 200 OK").says(Patrol.SOUND);

        assertVerdict(Verdict.ALIVE, "");
    }

    @Test
    void ringIsLeft() {
        patrol.visit().answers("HTTP/1.1 302 Found", "Location: " + Patrol.LIVE);

        assertVerdict(
                Verdict.SILENT, "it sends listeners in a ring: http://radio.example/live -> http://radio.example/live");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "169.254.169.254",
                "::1",
                "fd00::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "2002:7f00:1::"
            })
    void nameOfAPrivateAddressIsNoWayIn(String address) {
        patrol.names.put("radio.example", List.of(address));
        patrol.add(Patrol.LIVE);
        patrol.pass(16);

        assertVerdict(Verdict.SILENT, "it leads into a private network");
        assertThat(patrol.calls()).isZero();
    }

    @Test
    void redirectIsNoWayInEither() {
        patrol.names.put("inside.example", List.of("192.168.1.1"));
        patrol.visit().answers("HTTP/1.1 302 Found", "Location: http://inside.example/admin");

        assertVerdict(
                Verdict.SILENT,
                "it sends listeners to http://inside.example/admin, which cannot be reached: it leads into a private"
                        + " network");
        assertThat(patrol.calls()).isOne();
    }

    /** The name server tells another address each time it is asked. */
    @Test
    void nameThatWasPublicBeforeIsJudgedAnewAtEachConnection() {
        Call call = patrol.visit();
        patrol.names.put("radio.example", List.of("127.0.0.1"));
        call.answers("HTTP/1.1 302 Found", "Location: /again");

        patrol.loop.run();

        assertThat(patrol.calls()).isOne();
        assertThat(patrol.check().verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void publicAddressAmongPrivateOnesIsTaken() {
        patrol.names.put("radio.example", List.of("127.0.0.1", "50.1.2.3"));
        patrol.visit().answers("HTTP/1.0 200 OK").says(Patrol.SOUND);

        assertVerdict(Verdict.ALIVE, "");
    }

    @Test
    void whereItIsAllowedPrivateAddressesAreVisited() {
        patrol.policy = new ProbePolicy(Duration.ofHours(12), true);
        patrol.names.put("radio.example", List.of("127.0.0.1"));
        patrol.visit().answers("HTTP/1.0 200 OK").says(Patrol.SOUND);

        assertVerdict(Verdict.ALIVE, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 110, 6667})
    void portsOfOtherServicesAreLeftAlone(int port) {
        String url = "http://radio.example:" + port + "/live";
        patrol.add(url);
        patrol.pass(16);

        assertThat(patrol.calls()).isZero();
        assertThat(patrol.check(url).words()).isEqualTo("its port " + port + " is for something else than streams");
        assertThat(patrol.check(url).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void closedProberBreaksOffAndNotesNothing() {
        Call call = patrol.visit().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        patrol.prober.close();
        patrol.add("http://other.example/");
        patrol.pass(60);

        assertThat(call.isOver()).isTrue();
        assertThat(patrol.calls()).isOne();
        assertThat(patrol.check().verdict()).isEqualTo(Verdict.UNCHECKED);
    }
}
