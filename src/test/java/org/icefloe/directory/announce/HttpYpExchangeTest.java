package org.icefloe.directory.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.directory.announce.YpExchange.Reply;
import org.icefloe.net.HostLookup;
import org.icefloe.net.http.HttpCalls;
import org.icefloe.testkit.FreePorts;
import org.icefloe.time.Ticker;
import org.icefloe.wire.ServerTrust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpYpExchangeTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final HttpCalls calls = new HttpCalls(
            executor,
            new HostLookup(executor, Ticker.system()),
            timer,
            "Icefloe/test",
            new ServerTrust(Optional.empty()));
    private final YpExchange exchange = new HttpYpExchange(calls, Ticker.system());
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int redirect = 302;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/yp", taken -> {
            taken.getResponseHeaders().set("YPResponse", "1");
            taken.getResponseHeaders().set("SID", "0b7c");
            answer(taken, 200);
        });
        server.createContext("/moved/", taken -> {
            String path = taken.getRequestURI().getPath();
            int left = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            taken.getResponseHeaders().set("Location", left == 1 ? "/yp" : "/moved/" + (left - 1));
            answer(taken, redirect);
        });
        server.createContext("/file", taken -> {
            taken.getResponseHeaders().set("Location", "file:///etc/passwd");
            answer(taken, 302);
        });
        server.start();
    }

    @AfterEach
    void close() {
        calls.close();
        server.stop(0);
        executor.shutdownNow();
        timer.shutdownNow();
    }

    private void answer(HttpExchange taken, int status) throws IOException {
        String body = new String(taken.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        seen.add(taken.getRequestMethod() + " " + taken.getRequestURI() + " " + body);
        taken.sendResponseHeaders(status, -1);
        taken.close();
    }

    private Reply post(String path) {
        return post(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), LONG);
    }

    private Reply post(URI url, Duration patience) {
        return exchange.post(url, "action=add&sn=x", false, patience)
                .toCompletableFuture()
                .join();
    }

    @Test
    void formIsPosted() {
        Reply reply = post("/yp");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("ypresponse", "1").containsEntry("sid", "0b7c");
        assertThat(seen).containsExactly("POST /yp action=add&sn=x");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void formFollowsThreeRedirects(int status) {
        redirect = status;

        assertThat(post("/moved/3").headers()).containsEntry("sid", "0b7c");
        assertThat(seen)
                .containsExactly(
                        "POST /moved/3 action=add&sn=x",
                        "POST /moved/2 action=add&sn=x",
                        "POST /moved/1 action=add&sn=x",
                        "POST /yp action=add&sn=x");
    }

    @Test
    void fourRedirectsAreOneTooMany() {
        assertThatThrownBy(() -> post("/moved/4"))
                .hasCause(new BadAnswerException("sends on more than 3 times"))
                .cause()
                .hasNoSuppressedExceptions();
        assertThat(seen).hasSize(4);
    }

    @Test
    void answerElsewhereIsAnAnswer() {
        redirect = 303;

        assertThat(post("/moved/1").status()).isEqualTo(303);
    }

    @Test
    void nobodyIsSentToAFile() {
        assertThatThrownBy(() -> post("/file"))
                .hasRootCauseMessage("sends on to \"file:///etc/passwd\", which is no address");
    }

    @Test
    void silenceEnds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            post(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"), Duration.ofMillis(200)))
                    .hasRootCauseMessage("did not answer within 200ms");
        }
    }

    /** The first connection ends without an answer, and so does any other. */
    @ParameterizedTest
    @CsvSource({"false, 1", "true, 2"})
    void formThatMayNotBeRepeatedNeverArrivesTwice(boolean mayRepeat, int times) throws IOException {
        AtomicInteger forms = new AtomicInteger();
        try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            executor.execute(() -> hangUp(rude, forms));
            URI url = URI.create("http://127.0.0.1:" + rude.getLocalPort() + "/");

            assertThatThrownBy(() -> exchange.post(url, "action=add&sn=x", mayRepeat, LONG)
                            .toCompletableFuture()
                            .join())
                    .hasRootCauseInstanceOf(BadAnswerException.class)
                    .hasMessageContaining("gives no whole answer in HTTP: ");
            assertThat(forms).hasValue(times);
        }
    }

    private static void hangUp(ServerSocket rude, AtomicInteger forms) {
        while (!rude.isClosed()) {
            try (Socket client = rude.accept()) {
                if (client.getInputStream().read(new byte[4096]) > 0) {
                    forms.incrementAndGet();
                }
            } catch (IOException gone) {
                // The next, or the end.
            }
        }
    }

    /** Nobody of this name is there for any form. */
    @Test
    void unknownHostIsNotThere() {
        assertThatThrownBy(() -> post(URI.create("http://no-such-host.invalid/"), LONG))
                .hasRootCauseInstanceOf(NoAnswerException.class)
                .hasRootCauseMessage("cannot be reached: the host no-such-host.invalid is unknown");
    }

    @Test
    void closedPortIsToldInWords() throws IOException {
        assertThatThrownBy(() -> post(URI.create("http://127.0.0.1:" + FreePorts.one() + "/"), LONG))
                .hasRootCauseMessage("cannot be reached: the connection was refused");
    }
}
