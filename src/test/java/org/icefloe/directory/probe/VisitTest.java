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
    private final ProberFixture fixture = new ProberFixture();

    private void assertVerdict(Verdict verdict, String words) {
        fixture.loop.run();
        assertThat(fixture.check().verdict()).isEqualTo(verdict);
        assertThat(fixture.check().words()).isEqualTo(words);
        assertThat(fixture.network.open()).isEmpty();
    }

    @Test
    void streamIsAskedForLikeAListenerDoesAndLeftAtOnce() {
        Call call = fixture.visit();
        call.answers("ICY 200 OK", "content-type:audio/mpeg");
        fixture.loop.run();
        assertThat(fixture.check().verdict()).isEqualTo(Verdict.UNCHECKED);
        call.says(ProberFixture.SOUND);

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
        fixture.visit().answers(status, "Content-Type: audio/mpeg");

        assertVerdict(Verdict.SILENT, words);
    }

    @Test
    void whoCannotBeReachedIsSilent() {
        fixture.visit().ends("the connection was refused");

        assertVerdict(Verdict.SILENT, "the connection was refused");
    }

    @Test
    void nameThatNobodyKnowsIsSilent() {
        fixture.names.put("radio.example", List.of());
        fixture.add(ProberFixture.LIVE);
        fixture.pass(16);

        assertVerdict(Verdict.SILENT, "no host is known by the name radio.example");
    }

    @Test
    void whoDoesNotAnswerIsGivenTenSeconds() {
        fixture.visit().open();
        fixture.pass(11);

        assertVerdict(Verdict.SILENT, "it did not answer within 10 s");
    }

    @Test
    void whoSendsNothingIsSilent() {
        fixture.visit().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        fixture.pass(11);

        assertVerdict(Verdict.SILENT, "it sends nothing");
    }

    @Test
    void whoDripsIsGivenNoMoreTimeThanOthers() {
        Call call = fixture.visit().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        for (int second = 0; second < 9; second++) {
            call.says("\u00ff");
            fixture.pass(1);
        }
        fixture.pass(2);

        assertVerdict(Verdict.SILENT, "it sends next to nothing");
    }

    @Test
    void endlessHeadIsGivenUp() {
        Call call = fixture.visit().open();
        call.says("HTTP/1.0 200 OK\r\n" + "X-Filler: 1234567890\r\n".repeat(1000));

        assertVerdict(Verdict.SILENT, "it answered with a head of more than 100 lines");
    }

    @Test
    void whatIsNoHttpIsSilent() {
        fixture.visit()
                .open()
                .says("220 mail.example ESMTP and more of that, so that nobody takes it for a stream\r\n");

        fixture.loop.run();
        assertThat(fixture.check().words()).startsWith("it answered something that is no HTTP: ");
        assertThat(fixture.check().verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void pageIsNoStream() {
        fixture.visit().answers("HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8");

        assertVerdict(Verdict.OTHER, "it sends text/html, listed was audio/mpeg");
    }

    @Test
    void pageThatSaysThatItIsAStreamIsNone() {
        fixture.visit()
                .answers("HTTP/1.1 200 OK", "Content-Type: audio/mpeg")
                .says("<!DOCTYPE html><html><head><title>Parked</title>");

        assertVerdict(Verdict.OTHER, "what it sends is no audio/mpeg");
    }

    @Test
    void whoEndsEarlyIsJudgedByWhatHasCome() {
        Call call = fixture.visit().answers("HTTP/1.1 200 OK", "Content-Type: audio/mpeg");
        call.says(new byte[5000]);
        call.ends("it has closed the connection");

        assertVerdict(Verdict.OTHER, "what it sends is no audio/mpeg");
    }

    @Test
    void noMoreIsHeardThanIsNeeded() {
        Call call = fixture.visit().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        fixture.loop.run();
        call.says(new byte[Visit.MOST_BYTES - 1]);
        fixture.loop.run();
        assertThat(fixture.check().verdict()).isEqualTo(Verdict.UNCHECKED);
        call.says(new byte[100_000]);

        assertVerdict(Verdict.OTHER, "what it sends is no audio/mpeg");
    }

    @Test
    void streamThatWasRemovedMeanwhileIsLeft() {
        String sid = fixture.add(ProberFixture.LIVE);
        fixture.pass(16);
        fixture.remove(sid);
        fixture.network.last().answers("HTTP/1.0 404 Not Found");
        fixture.loop.run();

        assertThat(fixture.network.open()).isEmpty();
        assertThat(fixture.catalog.size()).isZero();
    }

    // Where it leads

    @Test
    void whoIsSentOnGoesThere() {
        fixture.visit().answers("HTTP/1.1 302 Found", "Location: http://other.example/x");
        fixture.loop.run();
        assertThat(fixture.network.last().server.host()).isEqualTo("other.example");
        fixture.network
                .last()
                .answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg")
                .says(ProberFixture.SOUND);

        assertVerdict(Verdict.ALIVE, "");
    }

    @Test
    void whoIsSentOnWithinAHostGoesThereToo() {
        fixture.visit().answers("HTTP/1.1 301 Moved", "Location: https://radio.example/live");
        fixture.loop.run();
        fixture.network.last().answers("HTTP/1.0 200 OK").says(ProberFixture.SOUND);

        assertVerdict(Verdict.ALIVE, "");
    }

    @Test
    void ringIsLeft() {
        fixture.visit().answers("HTTP/1.1 302 Found", "Location: " + ProberFixture.LIVE);

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
        fixture.names.put("radio.example", List.of(address));
        fixture.add(ProberFixture.LIVE);
        fixture.pass(16);

        assertVerdict(Verdict.SILENT, "it leads into a private network");
        assertThat(fixture.calls()).isZero();
    }

    @Test
    void redirectIsNoWayInEither() {
        fixture.names.put("inside.example", List.of("192.168.1.1"));
        fixture.visit().answers("HTTP/1.1 302 Found", "Location: http://inside.example/admin");

        assertVerdict(
                Verdict.SILENT,
                "it sends listeners to http://inside.example/admin, which cannot be reached: it leads into a private"
                        + " network");
        assertThat(fixture.calls()).isOne();
    }

    /** The name server tells another address each time it is asked. */
    @Test
    void nameThatWasPublicBeforeIsJudgedAnewAtEachConnection() {
        Call call = fixture.visit();
        fixture.names.put("radio.example", List.of("127.0.0.1"));
        call.answers("HTTP/1.1 302 Found", "Location: /again");

        fixture.loop.run();

        assertThat(fixture.calls()).isOne();
        assertThat(fixture.check().verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void publicAddressAmongPrivateOnesIsTaken() {
        fixture.names.put("radio.example", List.of("127.0.0.1", "50.1.2.3"));
        fixture.visit().answers("HTTP/1.0 200 OK").says(ProberFixture.SOUND);

        assertVerdict(Verdict.ALIVE, "");
    }

    @Test
    void whereItIsAllowedPrivateAddressesAreVisited() {
        fixture.policy = new ProbePolicy(Duration.ofHours(12), true);
        fixture.names.put("radio.example", List.of("127.0.0.1"));
        fixture.visit().answers("HTTP/1.0 200 OK").says(ProberFixture.SOUND);

        assertVerdict(Verdict.ALIVE, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 110, 6667})
    void portsOfOtherServicesAreLeftAlone(int port) {
        String url = "http://radio.example:" + port + "/live";
        fixture.add(url);
        fixture.pass(16);

        assertThat(fixture.calls()).isZero();
        assertThat(fixture.check(url).words()).isEqualTo("its port " + port + " is for something else than streams");
        assertThat(fixture.check(url).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void closedProberBreaksOffAndNotesNothing() {
        Call call = fixture.visit().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        fixture.prober.close();
        fixture.add("http://other.example/");
        fixture.pass(60);

        assertThat(call.isOver()).isTrue();
        assertThat(fixture.calls()).isOne();
        assertThat(fixture.check().verdict()).isEqualTo(Verdict.UNCHECKED);
    }
}
