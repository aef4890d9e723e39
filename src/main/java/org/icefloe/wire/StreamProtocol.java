package org.icefloe.wire;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.icefloe.auth.Refusals;
import org.icefloe.config.Settings;
import org.icefloe.listener.Grant;
import org.icefloe.listener.ListenerGate;
import org.icefloe.listener.ListenerRequest;
import org.icefloe.listener.ListenerSession;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.TrustedProxies;
import org.icefloe.source.SourceGate;
import org.icefloe.source.SourceRequest;
import org.icefloe.stats.Statistics;
import org.icefloe.stats.StatsGate;

/**
 * Who answers which request on the stream port. One for all connections.
 *
 * @param sources where sources come in
 * @param listeners where listeners come in
 * @param application answers everything that is no stream
 * @param loops what belongs to each event loop
 * @param reply writes heads
 * @param settings those that hold now, asked at each request
 * @param statistics what is counted here, and who follows it
 * @param status answers the one document that is asked for most
 */
record StreamProtocol(
        SourceGate sources,
        ListenerGate listeners,
        RestApplication application,
        LoopLocals loops,
        Reply reply,
        Supplier<Settings> settings,
        Statistics statistics,
        StatusReply status) {
    /** The mount of a SHOUTcast source that names none. */
    MountName shoutcastMount() {
        return new MountName(settings.get().stream().shoutcastMount());
    }

    /** How long a head may take to arrive. */
    Duration headerTimeout() {
        return settings.get().limits().headerTimeout();
    }

    /**
     * Adds to a connection whatever answers this request.
     *
     * @throws RefusedException if nobody does
     */
    void serve(Channel channel, RequestHead head) {
        String client = client(channel, head);
        AccessTrace.of(channel).isOf(client);
        if (head.method().equals("GET")) {
            statistics.counters().asked();
        }
        if (head.method().equals(StatsGate.METHOD)) {
            channel.pipeline().addLast(new StatsLogin(this, head, client));
            return;
        }
        if (!Refusal.isKnown(head.method())) {
            throw new RefusedException(Refusal.METHOD);
        }
        if (head.method().equals("OPTIONS")) {
            LingeringClose.after(channel, reply.options());
        } else if (SourceRequest.isSource(head.method(), head.path())) {
            SourceRequest source = SourceRequest.of(head.method(), head.path(), head.headers(), client);
            channel.pipeline().addLast(new SourceLogin(this, head, source));
        } else if (status.answers(head)) {
            LingeringClose.after(channel, status.reply(reply));
        } else if (isForListener(head) && listeners.serves(head.path())) {
            serveListener(channel, head, client);
        } else {
            channel.pipeline().addLast(new RestHandler(this, head));
        }
    }

    private static boolean isForListener(RequestHead head) {
        return head.method().equals("GET") || head.method().equals("HEAD");
    }

    /** How long, and how large, the body of a request that is no stream may be. */
    Settings.Limits limits() {
        return settings.get().limits();
    }

    /** The IP address of the client, which is at the other end or behind proxies. */
    private String client(Channel channel, RequestHead head) {
        TrustedProxies proxies = settings.get().server().trustedProxies().orElse(TrustedProxies.NONE);
        return proxies.client(address(channel), head::header);
    }

    /** The IP address at the other end. */
    static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress()
                : "unknown";
    }

    private void serveListener(Channel channel, RequestHead head, String client) {
        ListenerRequest request = ListenerRequest.of(head.path(), head.query(), head.headers(), client);
        CompletableFuture<Grant> login = listeners.authenticate(request);
        boolean headOnly = head.method().equals("HEAD");
        if (login.isDone()) {
            serveListener(channel, request, login, headOnly);
        } else {
            channel.pipeline().addLast(new ListenerLogin(this, request, login, headOnly));
        }
    }

    /**
     * Sends a listener the stream, or why not.
     *
     * @param login which is done
     * @param headOnly whether no more than the head of the response was asked for
     */
    void serveListener(Channel channel, ListenerRequest request, CompletableFuture<Grant> login, boolean headOnly) {
        try {
            Grant grant = login.join();
            if (headOnly) {
                LingeringClose.after(channel, reply.stream(listeners.headersFor(request, grant)));
            } else {
                beginListening(channel, request, grant);
            }
        } catch (RefusedException | CompletionException refused) {
            LingeringClose.after(channel, reply.refusal(Refusals.of(refused)));
        }
    }

    private void beginListening(Channel channel, ListenerRequest request, Grant grant) {
        LoopLocals.LoopLocal local = loops.of(channel.eventLoop());
        ChannelSink sink = new ChannelSink(channel, local.chunks());
        ListenerSession session = listeners.admit(request, grant, sink, local.fanOut());
        channel.pipeline().addLast(new ListenerHandler(session, sink));
        Map<String, String> headers = session.responseHeaders();
        channel.writeAndFlush(reply.stream(headers), channel.voidPromise());
        AccessTrace.of(channel).listens(channel, session);
        session.begin();
    }
}
