package org.icefloe.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.icefloe.net.HostLookup;
import org.icefloe.net.Origin;
import org.icefloe.relay.Network;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to another server, from the look-up of its name to its end. The addresses of a name are tried in order;
 * each has its share of the time that is left, so that one that does not answer leaves some to the next. Confined to
 * its event loop.
 */
final class UpstreamConnection {
    private static final Logger log = LoggerFactory.getLogger(UpstreamConnection.class);

    /** How long a look-up may take, in ms, before the addresses are taken that the name had last. */
    private static final long FRESH_LOOK_UP_MILLIS = 1000;

    private final UpstreamNetwork network;
    private final EventLoop loop;
    private final Origin server;
    private final Duration patience;
    private final Network.Gate gate;
    private final HostLookup hosts;
    private final Network.Listener listener;
    private final Ticker ticker = Ticker.system();
    private final Deque<InetAddress> untried = new ArrayDeque<>();
    private final List<Future<?>> timers = new ArrayList<>();
    private Optional<CompletableFuture<List<InetAddress>>> lookUp = Optional.empty();
    private Optional<SSLContext> tls = Optional.empty();
    private Optional<UpstreamLink> link = Optional.empty();

    /** Why the first address is not to be had: the one that works where only one of them does. */
    private Optional<String> firstFault = Optional.empty();

    /** Why the gate has let nobody through. */
    private Optional<String> firstRefusal = Optional.empty();

    private long deadline;
    private boolean ended;

    /**
     * Where it is to lead.
     *
     * @param patience how long it may take until it is open
     * @param gate asked for each address
     */
    record Wanted(Origin server, Duration patience, Network.Gate gate) {}

    UpstreamConnection(
            UpstreamNetwork network, EventLoop loop, Wanted wanted, HostLookup hosts, Network.Listener listener) {
        this.network = network;
        this.loop = loop;
        this.server = wanted.server();
        this.patience = wanted.patience();
        this.gate = wanted.gate();
        this.hosts = hosts;
        this.listener = listener;
    }

    void begin() {
        if (!network.enter(this)) {
            end(UpstreamNetwork.SERVER_ENDS);
            return;
        }
        deadline = ticker.nanos() + patience.toNanos();
        after(patience.toMillis(), this::runOutOfPatience);
        CompletableFuture<List<InetAddress>> addresses = hosts.addresses(server.host());
        lookUp = Optional.of(addresses);
        if (addresses.isDone()) {
            goOn(addresses, this::found);
        } else {
            after(Math.min(FRESH_LOOK_UP_MILLIS, patience.toMillis() / 2), this::takeLastKnown);
            addresses.whenCompleteAsync((found, fault) -> goOn(addresses, this::found), loop);
        }
    }

    private void after(long millis, Runnable task) {
        timers.add(loop.schedule(task, millis, TimeUnit.MILLISECONDS));
    }

    /** Goes on with what has been waited for, or ends for want of it. */
    private <T> void goOn(CompletableFuture<T> done, Consumer<T> next) {
        if (ended || done.isCancelled()) {
            return;
        }
        try {
            next.accept(done.join());
        } catch (CompletionException fault) {
            end(UpstreamFaults.words(fault.getCause()));
        } catch (RuntimeException fault) {
            log.error("The connection to {} has met a fault in the server", server, fault);
            giveUp(UpstreamFaults.OURS);
        }
    }

    private void takeLastKnown() {
        hosts.lastKnown(server.host()).ifPresent(this::found);
    }

    private void found(List<InetAddress> addresses) {
        if (lookUp.isEmpty()) {
            return;
        }
        leaveLookUp();
        untried.addAll(addresses);
        if (!server.scheme().equals("https")) {
            tryNext();
            return;
        }
        CompletableFuture<SSLContext> context = network.tls().context();
        context.whenCompleteAsync(
                (made, fault) -> goOn(context, known -> {
                    tls = Optional.of(known);
                    tryNext();
                }),
                loop);
    }

    private void leaveLookUp() {
        lookUp.ifPresent(looking -> looking.cancel(false));
        lookUp = Optional.empty();
    }

    private void tryNext() {
        Optional<InetSocketAddress> address = nextLetThrough();
        if (address.isEmpty()) {
            end(firstFault.or(() -> firstRefusal).orElse("it has no address"));
            return;
        }
        long share = TimeUnit.NANOSECONDS.toMillis(deadline - ticker.nanos()) / (untried.size() + 1);
        UpstreamLink next = new UpstreamLink(
                this, listener, network.loops().locals().of(loop).pacer(), tls.isPresent());
        link = Optional.of(next);
        if (!untried.isEmpty()) {
            after(share, () -> next.fail("it did not answer within " + span(Duration.ofMillis(share))));
        }
        ChannelFuture connected = bootstrap(next).connect(address.get());
        if (connected.isDone()) {
            tellFault(connected, next);
        } else {
            connected.addListener(done -> tellFault(done, next));
        }
    }

    private Optional<InetSocketAddress> nextLetThrough() {
        while (!untried.isEmpty()) {
            InetSocketAddress address = new InetSocketAddress(untried.remove(), server.port());
            Optional<String> refusal = gate.refusal(address);
            if (refusal.isEmpty()) {
                return Optional.of(address);
            }
            firstRefusal = firstRefusal.or(() -> refusal);
        }
        return Optional.empty();
    }

    private static void tellFault(Future<?> connected, UpstreamLink link) {
        if (!connected.isSuccess()) {
            link.fail(UpstreamFaults.words(connected.cause()));
        }
    }

    private Bootstrap bootstrap(UpstreamLink next) {
        return new Bootstrap()
                .group(loop)
                .channel(network.loops().clientChannel())
                .disableResolver()
                // This has a clock of its own, for the handshake as well.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        tls.ifPresent(context ->
                                channel.pipeline().addLast(network.tls().handler(context, server)));
                        channel.pipeline().addLast(next);
                    }
                });
    }

    private void runOutOfPatience() {
        String what = "it did not answer within ";
        if (lookUp.isPresent()) {
            what = "its name was not looked up within ";
        } else if (link.filter(UpstreamLink::isSecuring).isPresent()) {
            what = "it did not agree on TLS within ";
        }
        giveUp(what + span(patience));
    }

    private void giveUp(String reason) {
        link.ifPresent(UpstreamLink::abandon);
        end(reason);
    }

    private static String span(Duration span) {
        return span.toMillisPart() == 0 ? span.toSeconds() + " s" : span.toMillis() + " ms";
    }

    /** The link is there. */
    void opened(UpstreamLink open) {
        stopTimers();
        listener.opened(open);
    }

    /** Another address may do better. */
    void failed(String reason) {
        firstFault = firstFault.or(() -> Optional.of(reason));
        if (!ended) {
            tryNext();
        }
    }

    /** Tells, once, that it is over. */
    void end(String reason) {
        if (ended) {
            return;
        }
        ended = true;
        stopTimers();
        leaveLookUp();
        network.leave(this);
        try {
            listener.closed(reason);
        } catch (RuntimeException fault) {
            log.error("The end of the connection to {} has met a fault in the server", server, fault);
        }
    }

    private void stopTimers() {
        timers.forEach(timer -> timer.cancel(false));
        timers.clear();
    }

    /** Ends it, whatever it is about. Any thread. */
    void serverEnds() {
        try {
            loop.execute(() -> giveUp(UpstreamNetwork.SERVER_ENDS));
        } catch (RejectedExecutionException overAlready) {
            log.debug("The loop of the connection to {} has ended before it", server);
        }
    }

    /** For a line of the log. */
    @Override
    public String toString() {
        return server.toString();
    }
}
