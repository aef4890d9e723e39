package org.icefloe.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.listener.ManualLoop;
import org.icefloe.relay.FakeNetwork.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRequestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManualLoop loop = new ManualLoop();
    private final FakeNetwork network = new FakeNetwork(loop);
    private final StreamRequests requests = new StreamRequests(network, loop, "Icefloe/test");
    private final Told told = new Told();
    private final StringBuilder body = new StringBuilder();

    private static final class Told implements StreamRequest.Events {
        private final List<ResponseHead> answers = new ArrayList<>();
        private final List<String> ends = new ArrayList<>();

        @Override
        public void answered(ResponseHead head) {
            answers.add(head);
        }

        @Override
        public void ended(String reason) {
            ends.add(reason);
        }
    }

    private StreamRequest send() {
        return send("http://a.example/live");
    }

    private StreamRequest send(String url) {
        Upstream upstream = Upstream.parse(url, Optional.of(new Credentials("me", "pw")), false);
        StreamRequest request = requests.send(upstream, Map.of(), PATIENCE, told);
        loop.run();
        return request;
    }

    private void take(StreamRequest request) {
        request.take(bytes -> body.append(ISO_8859_1.decode(bytes)), () -> true);
        loop.run();
    }

    /** The last one asked sends us on. */
    private Call redirect(String location) {
        network.last().answers("HTTP/1.1 302 Found", "Location: " + location);
        loop.run();
        return network.last();
    }

    private static boolean hasLogin(Call call) {
        return call.header("authorization").isPresent();
    }

    // The answer

    @Test
    void bodyWaitsUntilItIsTaken() {
        StreamRequest request = send();
        Call call = network.last().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        call.says("one ");
        assertThat(told.answers)
                .singleElement()
                .satisfies(head -> assertThat(head.from().url()).isEqualTo("http://a.example/live"));
        assertThat(call.isPaused()).isTrue();
        assertThat(call.mayRest()).isFalse();

        take(request);
        call.says("two");

        assertThat(body).hasToString("one two");
        assertThat(call.mayRest()).isTrue();
        assertThat(told.ends).isEmpty();
    }

    @Test
    void bytesThatComeWithTheHeadAreTheBody() {
        StreamRequest request = send();
        network.last().open().says("ICY 200 OK\r\n\r\nsound");
        take(request);
        assertThat(body).hasToString("sound");
    }

    @Test
    void headMayComeByteByByteInTime() {
        send();
        network.last().open();
        for (char character : "HTTP/1.0 200 OK\r\n\r\n".toCharArray()) {
            loop.pass(100);
            network.last().says(String.valueOf(character));
        }
        assertThat(told.answers).hasSize(1);
    }

    @Test
    void whatWasSentBeforeTheEndIsHeardBeforeIt() {
        StreamRequest request = send();
        Call call = network.last().answers("HTTP/1.0 200 OK");
        request.take(bytes -> body.append(ISO_8859_1.decode(bytes)), () -> true);
        call.says("last words");
        call.ends("it has closed the connection");

        assertThat(body).hasToString("last words");
        assertThat(told.ends).containsExactly("broke off: it has closed the connection");
    }

    @Test
    void bodyOfALengthEndsThere() {
        StreamRequest request = send();
        network.last().answers("HTTP/1.0 200 OK", "Content-Length: 5").says("sound and more");
        take(request);

        assertThat(body).hasToString("sound");
        assertThat(told.ends).containsExactly("has sent all it had");
        assertThat(request.isWhole()).isTrue();
    }

    @Test
    void chunksAreTakenOff() {
        StreamRequest request = send();
        Call call = network.last().answers("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
        take(request);
        call.says("5\r\nsound\r\n3;x=y\r\n on\r\n");
        assertThat(body).hasToString("sound on");
        call.says("0\r\n\r\n");
        loop.run();
        assertThat(told.ends).containsExactly("has sent all it had");
    }

    @Test
    void chunksThatAreNoneEndIt() {
        StreamRequest request = send();
        Call call = network.last().answers("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
        take(request);
        call.says("no size\r\n");
        loop.run();
        assertThat(told.ends).singleElement().asString().startsWith("sends chunks that are none: ");
        assertThat(call.isOver()).isTrue();
    }

    // No answer

    @Test
    void whoCannotBeReachedIsToldSo() {
        send();
        network.last().ends("no host is known by the name a.example");
        assertThat(told.ends).containsExactly("cannot be reached: no host is known by the name a.example");
        assertThat(told.answers).isEmpty();
    }

    @Test
    void whoClosesWithoutAWordIsToldSo() {
        send();
        network.last().open().ends("it has closed the connection");
        assertThat(told.ends).containsExactly("did not answer: it has closed the connection");
    }

    @Test
    void whoSaysNothingIsGivenUpInTime() {
        send();
        Call call = network.last().open();
        loop.pass(PATIENCE.toMillis() - 1);
        assertThat(told.ends).isEmpty();
        loop.pass(1);

        assertThat(told.ends).containsExactly("did not answer within 10 s");
        assertThat(call.isOver()).isTrue();
    }

    @Test
    void headThatDripsIsGivenUpInTime() {
        send();
        Call call = network.last().open().says("HTTP/1.0 200 OK\r\n");
        for (int i = 0; i < 20; i++) {
            call.says("x");
            loop.pass(1000);
        }
        assertThat(told.ends).containsExactly("did not answer within 10 s");
        assertThat(call.isOver()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-header: y\r\n", "x"})
    void headWithoutEndIsGivenUp(String more) {
        send();
        Call call = network.last().open().says("HTTP/1.0 200 OK\r\n");
        for (int i = 0; i < 20_000 && !call.isOver(); i++) {
            call.says(more);
            loop.run();
        }
        assertThat(told.ends).singleElement().asString().startsWith("answered with a head of more than ");
        assertThat(told.answers).isEmpty();
        assertThat(call.isOver()).isTrue();
    }

    @Test
    void patienceEndsWithTheAnswer() {
        send();
        network.last().answers("HTTP/1.0 200 OK");
        loop.pass(60_000);
        assertThat(told.ends).isEmpty();
    }

    @Test
    void encodingThatNobodyReadsIsRefused() {
        send();
        network.last().answers("HTTP/1.1 200 OK", "Content-Encoding: gzip");
        loop.run();
        assertThat(told.ends).containsExactly("answered in an encoding that is not read here: \"gzip\"");
    }

    // The end from this side

    @Test
    void closedBeforeItIsConnectedIsClosedWhenItIs() {
        StreamRequest request = send();
        request.close();
        Call call = network.last().open();
        loop.run();

        assertThat(call.heard()).isEmpty();
        assertThat(call.isOver()).isTrue();
        assertThat(told.ends).containsExactly("was closed from here");
    }

    @Test
    void endIsToldOnceHoweverOftenItIsClosed() {
        StreamRequest request = send();
        network.last().answers("HTTP/1.0 200 OK");
        request.close();
        request.close();
        loop.run();
        request.close();
        loop.pass(60_000);
        assertThat(told.ends).containsExactly("was closed from here");
    }

    @Test
    void answerAfterItWasClosedIsNone() {
        StreamRequest request = send();
        Call call = network.last().open();
        request.close();
        call.says("HTTP/1.0 200 OK\r\n\r\n");
        loop.run();
        assertThat(told.answers).isEmpty();
    }

    @Test
    void whoCatchesUpIsNotKeptWaitingByOneThatIsOver() {
        StreamRequest request = send();
        network.last().ends("the connection was refused");
        List<String> done = new ArrayList<>();
        request.catchUp(() -> done.add("done"));
        assertThat(done).containsExactly("done");
    }

    // Sent on

    @ParameterizedTest
    @CsvSource({
        "http://a.example/dir/live, /x, http://a.example/x",
        "http://a.example/dir/live, other, http://a.example/dir/other",
        "http://a.example/dir/live, ?q=1, http://a.example/dir/?q=1",
        "http://a.example/live, //b.example/x, http://b.example/x",
        "http://a.example/live, https://b.example/x#part, https://b.example/x",
        "http://a.example/live, http://b.example:81/a b.mp3, http://b.example:81/a%20b.mp3",
        "http://a.example/live, http://b.example, http://b.example/",
    })
    void isSentOn(String asked, String location, String next) {
        send(asked);
        Call first = network.last();
        Call second = redirect(location);
        assertThat(first.isOver()).isTrue();
        second.answers("HTTP/1.0 200 OK");

        assertThat(told.answers)
                .singleElement()
                .satisfies(head -> assertThat(head.from().url()).isEqualTo(next));
        assertThat(told.ends).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void everyKindOfRedirectIsFollowed(int status) {
        send();
        network.last().answers("HTTP/1.1 " + status + " Elsewhere", "Location: /x");
        loop.run();
        assertThat(network.calls()).hasSize(2);
    }

    @Test
    void sameServerIsToldTheLoginAgain() {
        send();
        assertThat(hasLogin(network.last().open())).isTrue();
        network.last().says("HTTP/1.0 302 Found\r\nLocation: /x\r\n\r\n");
        loop.run();
        assertThat(hasLogin(network.last().open())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://b.example/x",
                "https://a.example/x",
                "http://a.example:8000/x",
                "http://a.example.evil.example/x",
            })
    void anotherServerIsNotToldTheLogin(String location) {
        send();
        assertThat(hasLogin(redirect(location).open())).isFalse();
    }

    @Test
    void serverToWhichAnotherSendsUsBackIsNotToldTheLogin() {
        send();
        redirect("http://b.example/x");
        assertThat(hasLogin(redirect("http://a.example/other").open())).isFalse();
    }

    @Test
    void fiveRedirectsAreFollowedAndNoSixth() {
        send();
        for (int i = 1; i <= 5; i++) {
            redirect("/" + i);
        }
        assertThat(network.calls()).hasSize(6);
        redirect("/6");

        assertThat(network.calls()).hasSize(6);
        assertThat(told.ends)
                .containsExactly("sends listeners on more than 5 times: http://a.example/live"
                        + " -> http://a.example/1 -> http://a.example/2 -> http://a.example/3 -> http://a.example/4"
                        + " -> http://a.example/5 -> http://a.example/6");
        assertThat(network.open()).isEmpty();
    }

    @Test
    void ringIsNotFollowed() {
        send();
        redirect("http://b.example/x");
        redirect("http://a.example/live");

        assertThat(network.calls()).hasSize(2);
        assertThat(told.ends)
                .containsExactly(
                        "sends listeners in a ring: http://a.example/live -> http://b.example/x -> http://a.example/live");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://b.example/x | sends listeners to \"ftp://b.example/x\", which is no address of a stream",
                "http://[::/x | sends listeners to \"http://[::/x\", which is no address of a stream",
                "http://u:p@b.example/ | sends listeners to \"http://***@b.example/\", which is no address of a stream",
                "%zz | sends listeners to \"%zz\", which is no address of a stream",
            })
    void addressThatIsNoneIsNotFollowed(String location, String words) {
        send();
        redirect(location);
        assertThat(network.calls()).hasSize(1);
        assertThat(told.ends).containsExactly(words);
    }

    @Test
    void redirectToNowhereIsToldSo() {
        send();
        network.last().answers("HTTP/1.1 302 Found");
        loop.run();
        assertThat(told.ends).containsExactly("answered 302 (Found) and does not say where to go");
    }

    @Test
    void troubleFurtherOnIsToldWithItsPlace() {
        send();
        redirect("http://b.example/x").ends("the connection was refused");
        assertThat(told.ends)
                .containsExactly(
                        "sends listeners to http://b.example/x, which cannot be reached: the connection was refused");
    }

    @Test
    void patienceIsOneForTheWholeWay() {
        send();
        loop.pass(4_000);
        redirect("http://b.example/x");
        assertThat(network.last().patience).isEqualTo(Duration.ofSeconds(6));
        network.last().open();
        loop.pass(6_000);

        assertThat(told.ends).containsExactly("did not answer within 10 s");
        assertThat(network.open()).isEmpty();
    }

    @Test
    void whatTheFirstSaysAfterItHasSentUsOnIsLeftAlone() {
        send();
        Call first = network.last();
        Call second = redirect("/x");
        first.tells(ByteBuffer.wrap("HTTP/1.0 200 OK\r\n\r\nsound".getBytes(ISO_8859_1)));
        loop.run();

        assertThat(network.calls()).hasSize(2);
        assertThat(told.answers).isEmpty();
        second.answers("HTTP/1.0 200 OK");
        assertThat(told.answers).hasSize(1);
    }

    @Test
    void closedOnTheWayIsClosed() {
        StreamRequest request = send();
        redirect("/x");
        request.close();
        network.last().open();
        loop.run();
        assertThat(network.open()).isEmpty();
        assertThat(told.ends).containsExactly("was closed from here");
    }

    // Texts

    @Test
    void textIsReadToItsEnd() {
        var text = requests.text(RelayStudio.upstream("http://a.example/list"), Map.of(), PATIENCE)
                .toCompletableFuture();
        Call call = network.last().answers("HTTP/1.0 200 OK");
        loop.run();
        call.says("/caf\u00c3");
        call.says("\u00a9\n");
        assertThat(text).isNotDone();
        call.ends("it has closed the connection");

        assertThat(text.join().text()).isEqualTo("/caf\u00e9\n");
    }

    @Test
    void textThatBreaksOffBeforeItsLengthIsNone() {
        var text = requests.text(RelayStudio.upstream("http://a.example/list"), Map.of(), PATIENCE)
                .toCompletableFuture();
        Call call = network.last().answers("HTTP/1.0 200 OK", "Content-Length: 10");
        loop.run();
        call.says("/a\n").ends("it has closed the connection");

        assertThat(text.handle((read, fault) -> fault.getMessage()).join())
                .isEqualTo("broke off: it has closed the connection");
    }

    @Test
    void emptyTextIsWhole() {
        var text = requests.text(RelayStudio.upstream("http://a.example/list"), Map.of(), PATIENCE)
                .toCompletableFuture();
        network.last().answers("HTTP/1.0 200 OK", "Content-Length: 0");
        loop.run();
        assertThat(text.join().text()).isEmpty();
    }

    @Test
    void answerThatIsNoTextIsGivenWithoutOne() {
        var text = requests.text(RelayStudio.upstream("http://a.example/list"), Map.of(), PATIENCE)
                .toCompletableFuture();
        network.last().answers("HTTP/1.0 404 Not Found").says("a page");
        loop.run();

        assertThat(text.join().head().status()).isEqualTo(404);
        assertThat(text.join().text()).isEmpty();
        assertThat(network.open()).isEmpty();
    }

    @Test
    void heldBytesAreNoneOfTheNetworks() {
        StreamRequest request = send();
        byte[] reused = "ICY 200 OK\n\nsound".getBytes(ISO_8859_1);
        ByteBuffer buffer = ByteBuffer.wrap(reused);
        network.last().open().tells(buffer);
        Arrays.fill(reused, (byte) 'x');
        take(request);
        assertThat(body).hasToString("sound");
    }
}
