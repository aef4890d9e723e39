package org.icefloe.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.icefloe.auth.AuthenticationBusyException;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.source.SourceGate;
import org.icefloe.source.SourceRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets sources in, or tells them why not. */
final class SourceDoor {
    private static final Logger log = LoggerFactory.getLogger(SourceDoor.class);

    private static final Refusal FAULT =
            new Refusal(500, "Internal Server Error", "The server has failed at this request; its log says why");

    private final SourceGate gate;
    private final boolean upgrades;
    private final int streamPort;

    /** @param upgrades whether the container hands over connections, and with them bodies that have no frame */
    SourceDoor(SourceGate gate, boolean upgrades, int streamPort) {
        this.gate = gate;
        this.upgrades = upgrades;
        this.streamPort = streamPort;
    }

    void serve(HttpServletRequest request, HttpServletResponse response, MountName mount)
            throws IOException, ServletException {
        SourceRequest source = Requests.source(request, mount);
        Optional<Refusal> refusal = login(source);
        if (refusal.isPresent()) {
            Answers.refuse(response, refusal.get());
        } else if (source.isProbe()) {
            Answers.acceptSource(response);
        } else {
            admit(request, response, source);
        }
    }

    /**
     * Waits for the verdict. A login that was seen before has it at once; any other takes one of the container's
     * threads for as long as it takes to compare a password, for only on that thread can a connection be upgraded.
     */
    private Optional<Refusal> login(SourceRequest source) {
        try {
            gate.authenticate(source).toCompletableFuture().join();
            return Optional.empty();
        } catch (CompletionException failed) {
            return Optional.of(refusalFor(failed.getCause()));
        }
    }

    private static Refusal refusalFor(Throwable cause) {
        if (cause instanceof RefusedException refused) {
            return refused.refusal();
        }
        if (cause instanceof AuthenticationBusyException) {
            return Refusal.BUSY;
        }
        log.error("A source login has failed because of a fault in the server", cause);
        return FAULT;
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, SourceRequest source)
            throws IOException, ServletException {
        boolean framed = Requests.isFramed(request);
        if (!framed && !upgrades) {
            Answers.refuse(response, lengthRequired(request.getServerName(), source.mount()));
            return;
        }
        try {
            if (framed) {
                FramedSource.begin(gate, source, request, response);
            } else {
                UpgradedSource.begin(gate, source, request, response);
            }
        } catch (RefusedException refused) {
            Answers.refuse(response, refused.refusal());
        }
    }

    private Refusal lengthRequired(String host, MountName mount) {
        String way = streamPort == 0
                ? "send it in chunks, or have the stream port turned on"
                : "stream to http://" + host + ":" + streamPort + mount + " instead";
        return new Refusal(411, "Length Required", "This port cannot take a stream of unknown length; " + way);
    }
}
