package org.icefloe.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.glassfish.jersey.server.ResourceConfig;
import org.icefloe.config.OpenPort;
import org.icefloe.config.Settings;
import org.icefloe.listener.ListenerGate;
import org.icefloe.logs.AccessLog;
import org.icefloe.net.Origin;
import org.icefloe.rest.StreamAddress;
import org.icefloe.source.SourceGate;
import org.icefloe.stats.Statistics;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the stream port, and beside it the port of SHOUTcast sources, and closes them. Sources, listeners and requests
 * share the event loops.
 */
public final class StreamPort implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamPort.class);

    /** One byte: a channel counts as writable just when nothing waits in it. */
    private static final WriteBufferWaterMark NOTHING_WAITS = new WriteBufferWaterMark(1, 1);

    private final Settings.Stream settings;
    private final EventLoops loops;
    private final StreamProtocol protocol;
    private final ConnectionLimit limit;
    private final AccessLog access;
    private final List<Channel> open = new CopyOnWriteArrayList<>();

    /** Once closed it closes whatever joins: a loop that ends forgets a connection that was accepted just before. */
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    /** What the stream port hands requests to, and what it tells of them when they are over. */
    public record Inside(
            SourceGate sources,
            ListenerGate listeners,
            ResourceConfig application,
            Statistics statistics,
            StreamAddress address,
            AccessLog access) {}

    /** What the stream port runs on: the loops, which close after it, and workers for what may block. */
    public record Machinery(EventLoops loops, Executor workers, Clock clock) {}

    /**
     * Prepares everything; {@link #open()} lets clients in.
     *
     * @param settings those that hold now; what they say of ports counts at the start
     * @param serverName the value of the {@code Server} header, unless the settings have another
     */
    public StreamPort(Supplier<Settings> settings, String serverName, Inside inside, Machinery machinery) {
        this.settings = settings.get().stream();
        this.access = inside.access();
        this.loops = machinery.loops();
        this.protocol = new StreamProtocol(
                inside.sources(),
                inside.listeners(),
                new RestApplication(inside.application(), machinery.workers(), () -> origin(settings.get())),
                loops.locals(),
                new Reply(() -> settings.get().server().id().orElse(serverName), machinery.clock()),
                settings,
                inside.statistics(),
                new StatusReply(inside.statistics().status(), inside.address(), settings));
        this.limit = new ConnectionLimit(
                () -> settings.get().limits().clients(),
                protocol.reply(),
                inside.statistics().counters());
    }

    /** Where clients are taken to have come that do not say it. */
    private static Origin origin(Settings settings) {
        return new Origin(
                "http", settings.server().hostname(), settings.stream().port());
    }

    /**
     * Lets clients in. A port of 0 stays closed.
     *
     * @throws StreamPortException if a port is not to be had
     */
    public void open() {
        if (port() != 0) {
            bind(port(), false);
        }
        if (port() != 0 && settings.shoutcastPort() != 0) {
            bind(settings.shoutcastPort(), true);
        }
        FastThreadLocal.removeAll();
    }

    private int port() {
        return OpenPort.of(settings);
    }

    private void bind(int port, boolean shoutcast) {
        ChannelFuture bound = bootstrap(shoutcast).bind(settings.bind(), port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new StreamPortException(settings.bind(), port, shoutcast, bound.cause());
        }
        open.add(bound.channel());
        log.info("{} {} accepts on {}", shoutcast ? "SHOUTcast port" : "Stream port", port, settings.bind());
    }

    /** Why clients cannot come in, if so; a port that is off is nothing to complain of. Any thread. */
    public Optional<String> complaint() {
        boolean accepts = !open.isEmpty() && open.stream().allMatch(Channel::isActive);
        return port() == 0 || accepts
                ? Optional.empty()
                : Optional.of("Port " + settings.port() + " does not accept: restart the server.");
    }

    private ServerBootstrap bootstrap(boolean shoutcast) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, settings.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, NOTHING_WAITS)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        AccessTrace.begin(channel, access, Ticker.system());
                        channel.pipeline().addLast(limit, new RequestReader(protocol, shoutcast));
                    }
                });
        settings.sendBuffer().ifPresent(bytes -> bootstrap.childOption(ChannelOption.SO_SNDBUF, bytes));
        return bootstrap;
    }

    /**
     * Closes the ports, and has every connection closed; more than once does no harm, but not behind the loops' end.
     * The calling thread may be the container's, and outlive the web application: so here, as in {@link #open()}, Netty
     * must leave nothing in it.
     */
    @Override
    public void close() {
        open.forEach(channel -> channel.close().awaitUninterruptibly());
        connections.close();
        FastThreadLocal.removeAll();
    }
}
