package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.icefloe.net.Origin;
import org.icefloe.relay.Network;
import org.icefloe.testkit.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections to other servers, over the sockets that the machine has; {@link UpstreamOverNioTest} has the others. */
class UpstreamNetworkTest extends OnNetwork {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final OtherServer server = new OtherServer();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeTheOthers() throws Exception {
        server.close();
        for (AutoCloseable other : open) {
            other.close();
        }
    }

    private Origin http(String host) {
        return new Origin("http", host, server.port());
    }

    private Caller call() {
        return call("127.0.0.1", server.port());
    }

    @Test
    void bytesGoBothWaysOnOneThread() {
        Caller caller = call();
        caller.link().send("GET / HTTP/1.0\r\n\r\n".getBytes());
        Socket client = server.accept();
        assertThat(OtherServer.hear(client, 18)).isEqualTo("GET / HTTP/1.0\r\n\r\n");

        OtherServer.say(client, "ICY 200 OK\r\n\r\nsound");
        OtherServer.close(client);

        assertThat(caller.reason()).isEqualTo("it has closed the connection");
        assertThat(caller.heardText()).isEqualTo("ICY 200 OK\r\n\r\nsound");
        assertThat(caller.threads).hasSize(1).allMatch(name -> name.startsWith("test-network-"));
    }

    @Test
    void addressOfIpv6IsReadWithItsBrackets() {
        call("[::ffff:127.0.0.1]", server.port()).link();
    }

    @Test
    void refusedConnectionIsToldSo() {
        Caller caller = call("127.0.0.1", FreePorts.one());

        assertThat(caller.reason()).isEqualTo("the connection was refused");
        assertThat(caller.hasOpened()).isFalse();
    }

    @Test
    void serverThatAcceptsNobodyIsGivenUp() throws IOException {
        ServerSocket full = full("127.0.0.1", 0);

        Caller caller = call(new Origin("http", "127.0.0.1", full.getLocalPort()), SHORT, new Caller());

        assertThat(caller.reason()).isEqualTo("it did not answer within 300 ms");
    }

    /** A socket whose backlog has no room: the kernel leaves whoever comes without an answer. */
    private ServerSocket full(String address, int port) throws IOException {
        ServerSocket full = OtherServer.listening(address, port, 1);
        open.add(full);
        for (int pending = 0; pending < 2; ) {
            SocketChannel guest = SocketChannel.open();
            open.add(guest);
            guest.configureBlocking(false);
            guest.connect(full.getLocalSocketAddress());
            long began = System.nanoTime();
            while (!guest.finishConnect() && System.nanoTime() - began < SHORT.toNanos()) {
                Thread.onSpinWait();
            }
            pending += guest.isConnected() ? 0 : 1;
        }
        return full;
    }

    @Test
    void nextAddressIsTriedWhereOneRefuses() {
        names.put("two.example", new String[] {"127.0.0.2", "127.0.0.1"});

        call("two.example", server.port()).link();
    }

    @Test
    void addressThatDoesNotAnswerLeavesTimeToTheNext() throws IOException {
        names.put("two.example", new String[] {"127.0.0.2", "127.0.0.1"});
        full("127.0.0.2", server.port());

        Caller caller = call(http("two.example"), Duration.ofSeconds(8), new Caller());

        caller.link();
        assertThat(caller.reasons).isEmpty();
    }

    @Test
    void ofSeveralAddressesTheFirstIsSpokenOf() throws IOException {
        names.put("two.example", new String[] {"127.0.0.2", "127.0.0.1"});
        int port = FreePorts.one();
        full("127.0.0.2", port);

        Caller caller = call(new Origin("http", "two.example", port), Duration.ofSeconds(1), new Caller());

        // It has half of what is left when its name is known.
        assertThat(caller.reason()).matches("it did not answer within \\d+ ms");
        assertThat(Integer.parseInt(caller.reason().replaceAll("\\D", ""))).isBetween(301, 500);
    }

    @Test
    void nameThatNobodyKnowsIsToldSo() {
        assertThat(call("no-such.example", 80).reason()).isEqualTo("no host is known by the name no-such.example");
    }

    @Test
    void nameServerThatHangsHoldsUpNobodyElse() {
        names.put("known.example", new String[] {"127.0.0.1"});
        call("known.example", server.port()).link();
        letTheNameServerHang();

        Caller unknown = call(http("hangs.example"), SHORT, new Caller());
        call("127.0.0.1", server.port()).link();
        call("known.example", server.port()).link();

        assertThat(unknown.reason()).isEqualTo("its name was not looked up within 300 ms");
    }

    @Test
    void resetIsToldSo() {
        Caller caller = call();
        caller.link();

        OtherServer.reset(server.accept());

        assertThat(caller.reason()).isEqualTo("the connection was reset");
    }

    @Test
    void closedHereIsClosedThere() {
        Caller caller = call();
        Socket client = server.accept();

        caller.link().close();
        caller.link().close();

        assertThat(OtherServer.hear(client, 1)).isEmpty();
        assertThat(caller.reason()).isEqualTo("it was closed here");
        caller.link().send(new byte[1]);
        caller.link().pause();
        CompletableFuture<Void> done = new CompletableFuture<>();
        caller.link().catchUp(() -> done.complete(null));
        assertThat(done).succeedsWithin(LONG);
        assertThat(caller.reasons).hasSize(1);
    }

    @Test
    void nothingIsReceivedAfterItWasClosedInTheMiddle() {
        Caller caller = new Caller() {
            @Override
            public void received(ByteBuffer bytes) {
                super.received(bytes);
                link().close();
            }
        };
        call(http("127.0.0.1"), LONG, caller);
        caller.link();
        Socket client = server.accept();
        OtherServer.say(client, "first");

        assertThat(caller.reason()).isEqualTo("it was closed here");
        assertThat(caller.heardText()).isEqualTo("first");
    }

    @Test
    void listenerThatFailsEndsItsOwnConnection() {
        Caller caller = new Caller() {
            @Override
            public void received(ByteBuffer bytes) {
                throw new IllegalStateException("a test's fault");
            }
        };
        call(http("127.0.0.1"), LONG, caller);
        Caller other = call();
        OtherServer.say(server.accept(), "sound");
        Socket client = server.accept();
        OtherServer.say(client, "sound");

        await().until(() -> other.heardBytes() == 5 || !caller.reasons.isEmpty());
        assertThat(caller.reason()).isEqualTo("it has met a fault in this server, which its log tells");
        await().until(() -> other.heardBytes() == 5);
        assertThat(other.reasons).isEmpty();
    }

    @Test
    void whoPausesHoldsNoMoreThanWasOnItsWay() {
        Caller caller = call();
        caller.link().pause();
        Socket client = server.accept();
        byte[] flood = new byte[16 << 20];
        CompletableFuture<Void> said = CompletableFuture.runAsync(() -> {
            OtherServer.say(client, flood);
            OtherServer.close(client);
        });

        await().during(SHORT).until(() -> caller.heardBytes() <= 256 << 10);
        assertThat(said).isNotDone();
        caller.link().resume();

        assertThat(caller.reason()).isEqualTo("it has closed the connection");
        assertThat(caller.heardBytes()).isEqualTo(flood.length);
    }

    @Test
    void whatWasSentBeforeTheEndIsHeardAfterAPause() {
        Caller caller = new Caller();
        caller.onOpen = Network.Link::pause;
        call(http("127.0.0.1"), LONG, caller);
        caller.link();
        Socket client = server.accept();
        OtherServer.say(client, new byte[100_000]);
        OtherServer.close(client);

        caller.link().resume();

        assertThat(caller.reason()).isEqualTo("it has closed the connection");
        assertThat(caller.heardBytes()).isEqualTo(100_000);
    }

    @Test
    void slowStreamRestsBetweenReads() {
        Caller caller = new Caller();
        caller.mayRest = true;
        call(http("127.0.0.1"), LONG, caller);
        Socket client = server.accept();
        for (int packet = 1; packet <= 40; packet++) {
            OtherServer.say(client, new byte[100]);
            await().pollDelay(Duration.ofMillis(5)).until(() -> true);
        }

        await().until(() -> caller.heardBytes() == 4000);
        assertThat(caller.reads.get()).isLessThan(20);
    }

    /** At a rest of 100 ms after each 64 KiB this would take 50 s. */
    @Test
    void burstIsReadWithoutRest() {
        Caller caller = new Caller();
        caller.mayRest = true;
        call(http("127.0.0.1"), LONG, caller);
        Socket client = server.accept();

        OtherServer.say(client, new byte[32 << 20]);

        await().atMost(Duration.ofSeconds(25)).until(() -> caller.heardBytes() == 32 << 20);
    }

    @Test
    void whoCatchesUpHasReadWhatWasSent() {
        Caller caller = new Caller();
        caller.mayRest = true;
        call(http("127.0.0.1"), LONG, caller);
        Socket client = server.accept();
        for (int turn = 1; turn <= 20; turn++) {
            OtherServer.say(client, "a");
            int expected = turn;
            CompletableFuture<Integer> then = new CompletableFuture<>();
            caller.link().catchUp(() -> then.complete(caller.heardBytes()));
            assertThat(then).succeedsWithin(LONG).isEqualTo(expected);
        }
    }

    @Test
    void restDoesNotEndAPause() {
        Caller caller = new Caller();
        caller.mayRest = true;
        call(http("127.0.0.1"), LONG, caller);
        Socket client = server.accept();
        OtherServer.say(client, "a");
        await().until(() -> caller.heardBytes() == 1);

        caller.link().pause();
        CompletableFuture<Void> paused = new CompletableFuture<>();
        caller.link().catchUp(() -> paused.complete(null));
        assertThat(paused).succeedsWithin(LONG);
        OtherServer.say(client, "b");

        await().during(SHORT).until(() -> caller.heardBytes() == 1);
        caller.link().resume();
        await().until(() -> caller.heardBytes() == 2);
    }

    @Test
    void fiveHundredConnectionsLeaveNothing() throws IOException {
        call().link().close();
        OtherServer.close(server.accept());
        await().until(() -> true);
        long before = descriptors();
        for (int round = 0; round < 10; round++) {
            List<Caller> callers = Stream.generate(this::call).limit(50).toList();
            List<Socket> clients = Stream.generate(server::accept).limit(50).toList();
            callers.forEach(caller -> caller.link().close());
            callers.forEach(Caller::reason);
            clients.forEach(OtherServer::close);
        }

        await().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(before));
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    @Test
    void endOfTheServerClosesAllAndOpensNoneAgain() throws IOException {
        Caller live = call();
        live.link();
        Socket client = server.accept();
        ServerSocket full = full("127.0.0.1", 0);
        Caller connecting = call(new Origin("http", "127.0.0.1", full.getLocalPort()), LONG, new Caller());
        letTheNameServerHang();
        Caller lookingUp = call(http("hangs.example"), LONG, new Caller());

        network.close();
        Caller late = call();

        for (Caller caller : List.of(live, connecting, lookingUp, late)) {
            assertThat(caller.reason()).isEqualTo("this server ends");
        }
        assertThat(OtherServer.hear(client, 1)).isEmpty();
        endLoops();
        assertThat(call().reason()).isEqualTo("this server ends");
        assertThat(live.reasons).hasSize(1);
    }
}
