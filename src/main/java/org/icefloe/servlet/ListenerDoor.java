package org.icefloe.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.icefloe.listener.FanOut;
import org.icefloe.listener.ListenerGate;
import org.icefloe.listener.ListenerRequest;
import org.icefloe.listener.ListenerSession;
import org.icefloe.listener.StreamHeaders;
import org.icefloe.mount.Mount;
import org.icefloe.net.TrustedProxies;

/** Lets listeners in, and shares them out among the fan-outs. */
final class ListenerDoor {
    private final ListenerGate gate;
    private final boolean upgrades;
    private final Supplier<TrustedProxies> proxies;
    private final List<FanOut> fanOuts;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param upgrades whether the container hands over connections, which costs far less than its responses do */
    ListenerDoor(ListenerGate gate, boolean upgrades, Supplier<TrustedProxies> proxies, List<FanOut> fanOuts) {
        this.gate = gate;
        this.upgrades = upgrades;
        this.proxies = proxies;
        this.fanOuts = fanOuts;
    }

    Optional<Mount> find(String path) {
        return gate.find(path);
    }

    /** @throws org.icefloe.mount.RefusedException if there is no room */
    void serve(HttpServletRequest request, HttpServletResponse response, Mount mount)
            throws IOException, ServletException {
        ListenerRequest listener = Requests.listener(request, proxies.get());
        if (request.getMethod().equals("HEAD")) {
            Answers.stream(response, StreamHeaders.of(mount, listener));
            // Sent now, before a container finds that nothing follows and says so in a Content-Length.
            response.flushBuffer();
            return;
        }
        OutputSink sink = upgrades ? new TunnelSink() : new AsyncSink();
        begin(gate.admit(mount, listener, sink, next()), sink, request, response);
    }

    private static void begin(
            ListenerSession session, OutputSink sink, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            sink.begin(session, request, response);
        } catch (IOException | ServletException | RuntimeException fault) {
            session.clientGone();
            throw fault;
        }
    }

    private FanOut next() {
        return fanOuts.get(Math.floorMod(turn.getAndIncrement(), fanOuts.size()));
    }
}
