package org.icefloe.wire;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.icefloe.net.HostLookup;
import org.icefloe.net.Origin;
import org.icefloe.relay.Network;

/**
 * Opens connections to other servers, on the event loops that also carry the stream port, whether that is open or not.
 * A connection goes straight there, through no proxy, and carries one request.
 */
public final class UpstreamNetwork implements Network, AutoCloseable {
    static final String SERVER_ENDS = "this server ends";

    private final EventLoops loops;
    private final HostLookup hosts;
    private final UpstreamTls tls;
    private final Set<UpstreamConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Connects to nobody yet.
     *
     * @param loops close after this
     * @param hosts looks up names
     * @param trust which servers are believed to be who they are meant to be
     * @param handshakes checks certificates, which takes some milliseconds each; must not reject
     */
    public UpstreamNetwork(EventLoops loops, HostLookup hosts, ServerTrust trust, Executor handshakes) {
        this.loops = loops;
        this.hosts = hosts;
        this.tls = new UpstreamTls(trust, handshakes);
    }

    @Override
    public void connect(Origin server, Duration patience, Listener listener) {
        connect(new UpstreamConnection.Wanted(server, patience, Gate.OPEN), hosts, listener);
    }

    /**
     * The same connections, but only to addresses that a gate lets through.
     *
     * @param names looks up names, in the place of this network's own
     */
    public Network through(Gate gate, HostLookup names) {
        return (server, patience, listener) ->
                connect(new UpstreamConnection.Wanted(server, patience, gate), names, listener);
    }

    private void connect(UpstreamConnection.Wanted wanted, HostLookup names, Listener listener) {
        EventLoop loop = loops.next();
        UpstreamConnection connection = new UpstreamConnection(this, loop, wanted, names, listener);
        try {
            loop.execute(connection::begin);
        } catch (RejectedExecutionException noLoopAnyMore) {
            listener.closed(SERVER_ENDS);
        }
    }

    /** Takes a connection on, unless all of them are being closed. */
    boolean enter(UpstreamConnection connection) {
        connections.add(connection);
        return !closed;
    }

    void leave(UpstreamConnection connection) {
        connections.remove(connection);
    }

    EventLoops loops() {
        return loops;
    }

    UpstreamTls tls() {
        return tls;
    }

    /** Closes every connection, and opens no other; more than once does no harm. */
    @Override
    public void close() {
        closed = true;
        connections.forEach(UpstreamConnection::serverEnds);
        FastThreadLocal.removeAll();
    }
}
