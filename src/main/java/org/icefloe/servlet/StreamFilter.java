package org.icefloe.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.icefloe.listener.FanOut;
import org.icefloe.listener.ListenerGate;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.rest.ClientAddress;
import org.icefloe.source.SourceGate;

/**
 * Decides which requests are streams.
 *
 * <pre>
 *   SOURCE /any, PUT /mount     a source, unless the name is the server's own
 *   GET, HEAD /mount            a listener, if the mount is on
 *   OPTIONS /any                a browser's question before it listens
 *   everything else             goes on along the chain
 * </pre>
 *
 * To be mapped to every path, before all servlets, with asynchronous processing.
 */
public final class StreamFilter implements Filter {
    private final SourceDoor sources;
    private final ListenerDoor listeners;

    /**
     * Admits sources and listeners to these gates.
     *
     * @param fanOuts each of which is to visit a share of the listeners
     * @param streamPort where sources are sent that this container cannot serve; 0 if there is no stream port
     */
    public StreamFilter(SourceGate sources, ListenerGate listeners, List<FanOut> fanOuts, int streamPort) {
        boolean upgrades = Tunnel.isPossible();
        this.sources = new SourceDoor(sources, upgrades, streamPort);
        this.listeners = new ListenerDoor(listeners, upgrades, fanOuts);
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        if (!serve(request, response)) {
            request.setAttribute(ClientAddress.PROPERTY, request.getRemoteAddr());
            chain.doFilter(request, response);
        }
    }

    /** Whether the request was one for a stream; then it has its answer, or is being answered. */
    private boolean serve(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (request.getMethod()) {
            case "OPTIONS" -> Answers.preflight(response);
            case "SOURCE" -> serveSource(request, response);
            case "PUT" -> {
                return !isReserved(request) && serveSource(request, response);
            }
            case "GET", "HEAD" -> {
                return serveListener(request, response);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean isReserved(HttpServletRequest request) {
        return mountName(request).filter(MountName::isReserved).isPresent();
    }

    private static Optional<MountName> mountName(HttpServletRequest request) {
        try {
            return Optional.of(new MountName(Requests.path(request)));
        } catch (IllegalArgumentException noMountName) {
            return Optional.empty();
        }
    }

    private boolean serveSource(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<MountName> name = mountName(request);
        if (name.isPresent()) {
            sources.serve(request, response, name.get());
        } else {
            Answers.refuse(response, Refusal.badRequest("This path can be no mountpoint; try one such as /live.mp3"));
        }
        return true;
    }

    private boolean serveListener(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<Mount> mount = listeners.find(Requests.path(request));
        if (mount.isPresent()) {
            listeners.serve(request, response, mount.get());
        }
        return mount.isPresent();
    }
}
