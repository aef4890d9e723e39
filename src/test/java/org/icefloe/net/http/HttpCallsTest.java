package org.icefloe.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.net.HostLookup;
import org.icefloe.testkit.FreePorts;
import org.icefloe.time.Ticker;
import org.icefloe.wire.ServerTrust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService executor = Executors.newFixedThreadPool(4, task -> new Thread(task, "reader"));
    private final ExecutorService resolver = Executors.newSingleThreadExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final HttpCalls calls = new HttpCalls(
            executor,
            new HostLookup(resolver, Ticker.system()),
            timer,
            "Icefloe/test",
            new ServerTrust(Optional.empty()));

    @AfterEach
    void close() {
        calls.close();
        executor.shutdownNow();
        resolver.shutdownNow();
        timer.shutdownNow();
    }

    private CompletableFuture<HttpAnswer> post(int port, Duration patience) {
        return post("127.0.0.1", port, patience);
    }

    private CompletableFuture<HttpAnswer> post(String host, int port, Duration patience) {
        URI url = URI.create("http://" + host + ":" + port + "/add?x=1");
        return calls.post(new HttpForm(url, "action=listener_add&user=b", Optional.of("Basic eA=="), patience, true))
                .toCompletableFuture();
    }

    @Test
    void formIsPosted() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        server.createContext("/add", exchange -> answer(exchange, seen));
        server.start();
        try {
            HttpAnswer answer = post(server.getAddress().getPort(), LONG).join();

            assertThat(answer.header("icecast-auth-user")).contains("1");
            assertThat(seen.poll(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("POST /add?x=1 HTTP/1.1|Icefloe/test|application/x-www-form-urlencoded"
                            + "|Basic eA==|null|action=listener_add&user=b");
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, LinkedBlockingQueue<String> seen) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        var headers = exchange.getRequestHeaders();
        seen.add(String.join(
                "|",
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getProtocol(),
                headers.getFirst("User-Agent"),
                headers.getFirst("Content-Type"),
                headers.getFirst("Authorization"),
                headers.getFirst("Upgrade"),
                body));
        exchange.getResponseHeaders().set("icecast-auth-user", "1");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** A backend that does as it is told with each connection, once the request is there. */
    private record Rogue(ServerSocket socket, AtomicInteger connections, CompletableFuture<Void> left)
            implements AutoCloseable {
        interface Behaviour {
            void behave(OutputStream out, InputStream in, int connection) throws IOException;
        }

        static Rogue that(Behaviour behaviour) throws IOException {
            Rogue rogue = new Rogue(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                    new AtomicInteger(),
                    new CompletableFuture<>());
            Thread thread = new Thread(() -> rogue.accept(behaviour));
            thread.setDaemon(true);
            thread.start();
            return rogue;
        }

        private void accept(Behaviour behaviour) {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    int number = connections.incrementAndGet();
                    InputStream in = client.getInputStream();
                    in.read(new byte[4096]);
                    behaviour.behave(client.getOutputStream(), in, number);
                } catch (IOException gone) {
                    left.complete(null);
                }
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The rest of the request may come behind its head. */
    private static void awaitHangUp(InputStream in) throws IOException {
        while (in.read() >= 0) {
            // More of the request.
        }
    }

    @Test
    void backendThatHangsIsGivenUp() throws IOException {
        try (Rogue rogue = Rogue.that((out, in, number) -> awaitHangUp(in))) {
            CompletableFuture<HttpAnswer> answer = post(rogue.port(), Duration.ofMillis(200));

            assertThatThrownBy(answer::join).hasCauseInstanceOf(TimeoutException.class);
        }
    }

    /** Whoever waits for the answer goes on there, and the timer has others to look after. */
    @Test
    void backendThatHangsIsGivenUpOnAThreadThatReadsAnswers() throws IOException {
        try (Rogue rogue = Rogue.that((out, in, number) -> awaitHangUp(in))) {
            CompletableFuture<String> told = post(rogue.port(), Duration.ofMillis(200))
                    .handle((answer, fault) -> Thread.currentThread().getName());

            assertThat(told.join()).isEqualTo("reader");
        }
    }

    @Test
    void answersAreReadWhileANameServerHangs() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        Rogue.Behaviour patient = (out, in, number) -> {
            asked.countDown();
            await(hangs);
            say(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        };
        try (Rogue rogue = Rogue.that(patient)) {
            CompletableFuture<HttpAnswer> answer = post(rogue.port(), LONG);
            await(asked);
            resolver.execute(() -> await(new CountDownLatch(1)));
            CompletableFuture<HttpAnswer> waits = post("localhost", rogue.port(), Duration.ofMillis(200));
            hangs.countDown();

            assertThat(answer.join().status()).isEqualTo(200);
            assertThatThrownBy(waits::join).hasCauseInstanceOf(TimeoutException.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException theTestIsOver) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void backendThatIsNotThereIsNoAnswer() throws IOException {
        assertThatThrownBy(() -> post(FreePorts.one(), LONG).join()).isInstanceOf(CompletionException.class);
    }

    @Test
    void nameThatNobodyKnowsIsNoAnswer() {
        HttpForm form = new HttpForm(URI.create("http://no-such-host.invalid/"), "", Optional.empty(), LONG, true);
        CompletableFuture<HttpAnswer> answer = calls.post(form).toCompletableFuture();

        assertThatThrownBy(answer::join).hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void answerOf4GigabytesIsCutOff() throws IOException {
        try (Rogue rogue = Rogue.that((out, in, number) -> {
            say(out, "HTTP/1.1 200 OK\r\nicecast-auth-user: 1\r\nContent-Length: 4294967296\r\n\r\n");
            byte[] block = new byte[1 << 16];
            for (long sent = 0; sent < 1L << 32; sent += block.length) {
                out.write(block);
            }
        })) {
            assertThat(post(rogue.port(), LONG).join().header("icecast-auth-user"))
                    .contains("1");
            assertThat(rogue.left()).as("its connection is closed").succeedsWithin(LONG);
        }
    }

    @Test
    void bodyThatNeverEndsIsCutOffWhenTimeIsOver() throws IOException {
        try (Rogue rogue = Rogue.that((out, in, number) -> {
            say(out, "HTTP/1.1 200 OK\r\nicecast-auth-user: 1\r\nContent-Length: 10\r\n\r\n");
            awaitHangUp(in);
            throw new IOException("the other end has hung up");
        })) {
            assertThat(post(rogue.port(), Duration.ofSeconds(5)).join().status())
                    .isEqualTo(200);
            assertThat(rogue.left()).succeedsWithin(LONG);
        }
    }

    /** It has come over a connection that was well, and so the form has arrived. */
    @ParameterizedTest
    @ValueSource(strings = {"\0\1\2 what?\r\n\r\n", "\r\n", "H", "HTTP/1.1 200 OK\r\nicecast-au"})
    void garbageIsNoAnswerAndNotAskedForAgain(String garbage) throws IOException {
        try (Rogue rogue = Rogue.that((out, in, number) -> say(out, garbage))) {
            assertThatThrownBy(() -> post(rogue.port(), LONG).join()).hasCauseInstanceOf(IOException.class);
            assertThat(rogue.connections()).hasValue(1);
        }
    }

    @Test
    void emptyReasonPhraseIsFine() throws IOException {
        try (Rogue rogue = Rogue.that(
                (out, in, number) -> say(out, "HTTP/1.1 401 \r\nicecast-auth-user: 1\r\nContent-Length: 0\r\n\r\n"))) {
            HttpAnswer answer = post(rogue.port(), LONG).join();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Icecast-Auth-User")).contains("1");
        }
    }

    @Test
    void connectionThatIsClosedUnansweredIsTriedOnceMore() throws IOException {
        try (Rogue rogue = Rogue.that((out, in, number) -> {
            if (number == 2) {
                say(out, "HTTP/1.0 200 OK\r\nicecast-auth-user: 1\r\n\r\n");
            }
        })) {
            assertThat(post(rogue.port(), LONG).join().status()).isEqualTo(200);
            assertThatThrownBy(() -> post(rogue.port(), LONG).join()).hasCauseInstanceOf(IOException.class);
            assertThat(rogue.connections()).hasValue(4);
        }
    }

    @Test
    void endOfTheServerGivesUpAll() throws IOException {
        try (Rogue rogue = Rogue.that((out, in, number) -> awaitHangUp(in))) {
            CompletableFuture<HttpAnswer> waiting = post(rogue.port(), LONG);

            calls.close();

            assertThat(waiting).failsWithin(LONG);
            assertThat(post(rogue.port(), LONG)).isCompletedExceptionally();
        }
    }

    /** Its host is known, and it is to be sent when everything ends. */
    @Test
    void callThatIsAboutToBeSentMakesNoClientBehindTheEnd() throws IOException {
        Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        AtomicInteger trusted = new AtomicInteger();
        ServerTrust trust = new ServerTrust(Optional.empty());
        HttpCalls ending =
                new HttpCalls(tasks::add, new HostLookup(Runnable::run, Ticker.system()), timer, "Icefloe/test", () -> {
                    trusted.incrementAndGet();
                    return trust.get();
                });
        URI url = URI.create("http://127.0.0.1:" + FreePorts.one() + "/");
        CompletableFuture<HttpAnswer> answer =
                ending.post(new HttpForm(url, "", Optional.empty(), LONG, true)).toCompletableFuture();
        assertThat(tasks).hasSize(1);

        ending.close();
        tasks.forEach(Runnable::run);

        assertThat(answer).isCompletedExceptionally();
        assertThat(trusted).hasValue(0);
    }
}
