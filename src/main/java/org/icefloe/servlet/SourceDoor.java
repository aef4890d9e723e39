package org.icefloe.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.icefloe.auth.Refusals;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.TrustedProxies;
import org.icefloe.source.SourceGate;
import org.icefloe.source.SourceRequest;

/** Lets sources in, or tells them why not. */
final class SourceDoor {
    private final SourceGate gate;
    private final boolean upgrades;
    private final Supplier<TrustedProxies> proxies;
    private final int streamPort;
    private final LoginPlaces places = new LoginPlaces();

    /** @param upgrades whether the container hands over connections, and with them bodies that have no frame */
    SourceDoor(SourceGate gate, boolean upgrades, Supplier<TrustedProxies> proxies, int streamPort) {
        this.gate = gate;
        this.upgrades = upgrades;
        this.proxies = proxies;
        this.streamPort = streamPort;
    }

    /**
     * Waits for the verdict on one of the container's threads, for only there can a connection be upgraded: a request
     * that has been dispatched again cannot.
     */
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        try {
            SourceRequest source = Requests.source(request, proxies.get());
            places.await(source.mount(), gate.authenticate(source).toCompletableFuture());
            if (source.isProbe()) {
                Answers.acceptSource(response);
            } else {
                admit(request, response, source);
            }
        } catch (RefusedException | CompletionException refused) {
            Answers.refuse(response, Refusals.of(refused));
        }
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, SourceRequest source)
            throws IOException, ServletException {
        if (Requests.isFramed(request)) {
            FramedSource.begin(gate, source, request, response);
        } else if (upgrades) {
            UpgradedSource.begin(gate, source, request, response);
        } else {
            throw new RefusedException(lengthRequired(request.getServerName(), source.mount()));
        }
    }

    private Refusal lengthRequired(String host, MountName mount) {
        String way = streamPort == 0
                ? "send it in chunks, or have the stream port turned on"
                : "stream to http://" + host + ":" + streamPort + mount + " instead";
        return new Refusal(411, "Length Required", "This port cannot take a stream of unknown length; " + way);
    }
}
