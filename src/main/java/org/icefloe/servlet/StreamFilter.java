package org.icefloe.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.listener.FanOut;
import org.icefloe.listener.ListenerGate;
import org.icefloe.logs.AccessLog;
import org.icefloe.mount.Refusal;
import org.icefloe.net.TrustedProxies;
import org.icefloe.rest.ClientAddress;
import org.icefloe.rest.LargeBody;
import org.icefloe.source.SourceGate;
import org.icefloe.source.SourceRequest;
import org.icefloe.stats.ServerCounters;
import org.icefloe.stats.Statistics;
import org.icefloe.stats.StatsGate;
import org.icefloe.time.Ticker;

/**
 * Decides which requests are streams.
 *
 * <pre>
 *   SOURCE /any, PUT /mount     a source, unless the name is the server's own
 *   GET, HEAD /mount            a listener, if the mount is on
 *   STATS /any                  somebody who follows the statistics
 *   OPTIONS /any                what is possible here
 *   everything else             goes on along the chain, if its method is known; what comes back may be a file to send
 * </pre>
 *
 * To be mapped to every path, before all servlets, with asynchronous processing.
 */
public final class StreamFilter implements Filter {
    private static final Refusal NO_STREAMS =
            new Refusal(403, "Forbidden", "This server takes no streams: its setting icefloe.stream.serve is false");

    /** Many times what an answer takes, and little of the 5 s in which a server ends. */
    private static final long LAST_ANSWERS_MILLIS = 500;

    private final SourceDoor sources;
    private final ListenerDoor listeners;
    private final StatsDoor stats;
    private final ServerCounters counters;
    private final Supplier<TrustedProxies> proxies;
    private final AccessLog access;
    private final boolean serves;
    private final UnfinishedBodies bodies;
    private final RequestsUnderWay underWay = new RequestsUnderWay();

    /**
     * What the servlet door hands requests to, and what it tells of them when they are over.
     *
     * @param serves whether there are streams here
     */
    public record Inside(
            SourceGate sources, ListenerGate listeners, Statistics statistics, AccessLog access, boolean serves) {}

    /**
     * Admits sources, listeners and those who follow the statistics.
     *
     * @param fanOuts each of which is to visit a share of the listeners
     * @param streamPort where sources are sent that this container cannot serve; 0 if there is no stream port
     * @param proxies who is believed when it says for whom it asks; asked at each request
     * @param bodies how much is taken of what is no stream; asked at each request
     * @param container which tells what it can do
     */
    public StreamFilter(
            Inside inside,
            List<FanOut> fanOuts,
            int streamPort,
            Supplier<TrustedProxies> proxies,
            Supplier<BodyLimits> bodies,
            ServletContext container) {
        this.bodies = new UnfinishedBodies(bodies, Ticker.system());
        this.proxies = proxies;
        this.serves = inside.serves();
        boolean upgrades = Tunnel.isPossible(container);
        this.sources = new SourceDoor(inside.sources(), upgrades, proxies, streamPort);
        this.listeners = new ListenerDoor(inside.listeners(), upgrades, proxies, fanOuts);
        this.stats = new StatsDoor(inside.statistics().gate(), proxies);
        this.counters = inside.statistics().counters();
        this.access = inside.access();
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        if (isWatched(request)) {
            answerAndTell(request, new CountedResponse(response), chain);
        } else {
            answer(request, response, chain);
        }
    }

    /** Decided when a request comes for the first time. */
    private boolean isWatched(HttpServletRequest request) {
        return RequestTrace.of(request).isPresent()
                || access.isOn() && request.getDispatcherType() == DispatcherType.REQUEST;
    }

    private void answerAndTell(HttpServletRequest request, CountedResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean hadLogin = PendingLogin.of(request).isPresent();
        boolean hadBody = PendingBody.of(request).isPresent();
        RequestTrace trace =
                RequestTrace.enter(request, Requests.client(request, proxies.get()), access, Ticker.system());
        try {
            answer(request, response, chain);
        } catch (Throwable fault) {
            trace.fail();
            throw fault;
        }
        boolean waits = !hadLogin && PendingLogin.of(request).isPresent()
                || !hadBody && PendingBody.of(request).isPresent();
        trace.leave(response, waits);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        count(request);
        boolean isOpen = underWay.enter();
        try {
            // Who waited for a login holds what it has granted.
            if (isOpen || PendingLogin.of(request).isPresent()) {
                answerOpen(request, response, chain);
            } else {
                Answers.refuse(response, Refusal.ENDS);
            }
        } finally {
            underWay.leave();
        }
    }

    private void answerOpen(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<PendingBody> body = PendingBody.of(request);
        if (body.isPresent()) {
            answerWhole(body.get(), request, response, chain);
        } else if (!serve(request, response)) {
            if (UnfinishedBodies.isWhole(request)) {
                goOn(request, response, chain);
            } else {
                bodies.await(request, Requests.client(request, proxies.get()));
            }
        }
    }

    /** A request that comes back after its body. */
    private void answerWhole(
            PendingBody body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Refusal> refusal = body.refusal();
        if (refusal.isPresent()) {
            Answers.refuse(response, refusal.get());
        } else {
            goOn(body.whole(request), response, chain);
        }
    }

    private void goOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(ClientAddress.PROPERTY, request.getRemoteAddr());
        chain.doFilter(UntypedRequest.ifUnreadable(request), response);
        if (request.getAttribute(LargeBody.PROPERTY) instanceof LargeBody body) {
            counters.fileSent();
            FileOutput.begin(body, request, response);
        } else if (request.getMethod().equals("HEAD") && !request.isAsyncStarted()) {
            // Else a container would tell the length of what it was given, which is nothing.
            response.flushBuffer();
        }
    }

    /** From now on every request is refused; those that are being answered may finish, within a short while. */
    public void end() {
        bodies.refuseAll(Refusal.ENDS);
        underWay.end(LAST_ANSWERS_MILLIS);
        bodies.refuseAll(Refusal.ENDS);
    }

    /** Containers that do not tell of the end before tell it here, when the resources are still there. */
    @Override
    public void destroy() {
        end();
    }

    /** A request that comes here once more, after its login, was counted the first time. */
    private void count(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            counters.connected();
            if (request.getMethod().equals("GET")) {
                counters.asked();
            }
        }
    }

    private void serveSource(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (serves) {
            sources.serve(request, response);
        } else {
            Answers.refuse(response, NO_STREAMS);
        }
    }

    /** Whether the request has its answer, or is being answered. */
    private boolean serve(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String method = request.getMethod();
        if (Requests.headerCount(request) > Refusal.MAX_HEADERS) {
            Answers.refuse(response, Refusal.HEAD_TOO_LARGE);
        } else if (method.equals(StatsGate.METHOD)) {
            stats.serve(request, response);
        } else if (!Refusal.isKnown(method)) {
            Answers.refuse(response, Refusal.METHOD);
        } else if (method.equals("OPTIONS")) {
            Answers.preflight(response);
        } else if (SourceRequest.isSource(method, Requests.path(request))) {
            serveSource(request, response);
        } else {
            return serves && (method.equals("GET") || method.equals("HEAD")) && listeners.serve(request, response);
        }
        return true;
    }
}
