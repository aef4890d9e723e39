package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.icefloe.relay.Network;

/** Whoever wanted a connection, and what has come of it. */
class Caller implements Network.Listener {
    private static final long PATIENCE_SECONDS = 10;

    final List<String> reasons = new CopyOnWriteArrayList<>();
    final Set<String> threads = ConcurrentHashMap.newKeySet();
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean mayRest;
    volatile Consumer<Network.Link> onOpen = link -> {};

    private final CompletableFuture<Network.Link> opened = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    @Override
    public void opened(Network.Link link) {
        threads.add(Thread.currentThread().getName());
        assertThat(reasons).isEmpty();
        onOpen.accept(link);
        opened.complete(link);
    }

    @Override
    public void received(ByteBuffer bytes) {
        threads.add(Thread.currentThread().getName());
        assertThat(reasons).isEmpty();
        reads.incrementAndGet();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        synchronized (heard) {
            heard.writeBytes(copy);
        }
    }

    @Override
    public void closed(String reason) {
        threads.add(Thread.currentThread().getName());
        reasons.add(reason);
        closed.complete(reason);
    }

    @Override
    public boolean mayRest() {
        return mayRest;
    }

    /** The link, once it is open. */
    Network.Link link() {
        return await(opened);
    }

    /** Why it was closed, once it is. */
    String reason() {
        return await(closed);
    }

    boolean hasOpened() {
        return opened.isDone();
    }

    int heardBytes() {
        synchronized (heard) {
            return heard.size();
        }
    }

    String heardText() {
        synchronized (heard) {
            return heard.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static <T> T await(CompletableFuture<T> something) {
        try {
            return something.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException never) {
            throw new AssertionError("it has not happened", never);
        }
    }
}
