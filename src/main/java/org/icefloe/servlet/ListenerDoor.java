package org.icefloe.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.icefloe.auth.Refusals;
import org.icefloe.listener.FanOut;
import org.icefloe.listener.Grant;
import org.icefloe.listener.ListenerGate;
import org.icefloe.listener.ListenerRequest;
import org.icefloe.listener.ListenerSession;
import org.icefloe.mount.RefusedException;
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

    /**
     * Answers a request for a stream. One that has to wait for its login comes back here when that is decided.
     *
     * @return whether there is such a stream
     */
    boolean serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        Optional<CompletableFuture<Grant>> earlier = PendingLogin.of(request);
        try {
            boolean served = earlier.isPresent() || gate.serves(Requests.path(request));
            if (served) {
                serve(request, response, earlier);
            }
            return served;
        } catch (RefusedException | CompletionException refused) {
            Answers.refuse(response, Refusals.of(refused));
            return true;
        }
    }

    private void serve(
            HttpServletRequest request, HttpServletResponse response, Optional<CompletableFuture<Grant>> earlier)
            throws IOException, ServletException {
        ListenerRequest listener = Requests.listener(request, proxies.get());
        CompletableFuture<Grant> login = earlier.orElseGet(() -> gate.authenticate(listener));
        if (!login.isDone()) {
            PendingLogin.await(login, request);
        } else if (request.getMethod().equals("HEAD")) {
            Answers.stream(response, gate.headersFor(listener, login.join()));
            // Sent now, before a container finds that nothing follows and says so in a Content-Length.
            response.flushBuffer();
        } else {
            // A request that has waited cannot be upgraded any more.
            OutputSink sink = upgrades && earlier.isEmpty() ? new TunnelSink() : new AsyncSink();
            begin(gate.admit(listener, login.join(), sink, next()), sink, request, response);
        }
    }

    private static void begin(
            ListenerSession session, OutputSink sink, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            RequestTrace.of(request).ifPresent(trace -> trace.listens(session));
            sink.begin(session, request, CountedResponse.bare(response));
        } catch (IOException | ServletException | RuntimeException fault) {
            session.clientGone();
            throw fault;
        }
    }

    private FanOut next() {
        return fanOuts.get(Math.floorMod(turn.getAndIncrement(), fanOuts.size()));
    }
}
