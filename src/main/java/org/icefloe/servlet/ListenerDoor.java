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
import org.icefloe.listener.StreamHeaders;
import org.icefloe.mount.Mount;
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
            Optional<Visit> visit = visit(request, earlier);
            if (visit.isPresent()) {
                serve(request, response, visit.get(), earlier);
            }
            return visit.isPresent();
        } catch (RefusedException | CompletionException refused) {
            Answers.refuse(response, Refusals.of(refused));
            return true;
        }
    }

    /** Somebody who asks for a stream that is to be heard. */
    private record Visit(Mount mount, ListenerRequest listener) {}

    /** Much may have changed since the login began; where it leads nowhere any more, it is given back. */
    private Optional<Visit> visit(HttpServletRequest request, Optional<CompletableFuture<Grant>> earlier) {
        Optional<Visit> visit = Optional.empty();
        try {
            visit = gate.find(Requests.path(request))
                    .map(mount -> new Visit(mount, Requests.listener(request, proxies.get())));
            return visit;
        } finally {
            if (visit.isEmpty()) {
                earlier.ifPresent(PendingLogin::giveBack);
            }
        }
    }

    private void serve(
            HttpServletRequest request,
            HttpServletResponse response,
            Visit visit,
            Optional<CompletableFuture<Grant>> earlier)
            throws IOException, ServletException {
        ListenerRequest listener = visit.listener();
        CompletableFuture<Grant> login =
                earlier.orElseGet(() -> gate.authenticate(listener).toCompletableFuture());
        if (!login.isDone()) {
            PendingLogin.await(login, request);
        } else if (request.getMethod().equals("HEAD")) {
            login.join().release();
            Answers.stream(response, StreamHeaders.of(visit.mount(), listener));
            // Sent now, before a container finds that nothing follows and says so in a Content-Length.
            response.flushBuffer();
        } else {
            // A request that has waited cannot be upgraded any more.
            OutputSink sink = upgrades && earlier.isEmpty() ? new TunnelSink() : new AsyncSink();
            begin(gate.admit(visit.mount(), listener, login.join(), sink, next()), sink, request, response);
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
