package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.Epoll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.net.HostLookups;
import org.icefloe.net.Origin;
import org.junit.jupiter.api.AfterEach;

/** A test with a network of its own. Whatever it did: all ends with it, and nobody holds a buffer or a thread. */
abstract class OnNetwork {
    static final Duration LONG = Duration.ofSeconds(20);

    private static final int RESOLVERS = 4;
    private static final String THREADS = "test-network-";

    final Map<String, String[]> names = new ConcurrentHashMap<>();

    private final long heldBefore = RunningPort.heldBytes();
    private final AtomicInteger threads = new AtomicInteger();
    private final EventLoops loops =
            new EventLoops(task -> new Thread(task, THREADS + threads.incrementAndGet()), 2, epoll());
    private final ExecutorService resolver = Executors.newFixedThreadPool(RESOLVERS);
    private final ExecutorService handshakes = Executors.newFixedThreadPool(2);
    UpstreamNetwork network = network(Optional.empty());

    /** Asked before anything else is there. */
    boolean epoll() {
        return Epoll.isAvailable();
    }

    /** @param caFile certificates that count beside the JDK's */
    final UpstreamNetwork network(Optional<Path> caFile) {
        return new UpstreamNetwork(
                loops, HostLookups.of(resolver, this::addresses), new ServerTrust(caFile), handshakes);
    }

    private String[] addresses(String host) {
        return names.getOrDefault(host, new String[0]);
    }

    @AfterEach
    void nothingIsLeft() {
        network.close();
        loops.close();
        resolver.shutdownNow();
        handshakes.shutdownNow();
        assertThat(RunningPort.heldBytes()).isEqualTo(heldBefore);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith(THREADS)));
    }

    /** Holds all threads that look up names, until the test is over. */
    final void letTheNameServerHang() {
        for (int thread = 0; thread < RESOLVERS; thread++) {
            resolver.execute(() -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException theTestIsOver) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    final void endLoops() {
        loops.close();
    }

    final Caller call(String host, int port) {
        return call(new Origin("http", host, port), LONG, new Caller());
    }

    final Caller call(Origin server, Duration patience, Caller caller) {
        network.connect(server, patience, caller);
        return caller;
    }
}
