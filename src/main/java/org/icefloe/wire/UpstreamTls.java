package org.icefloe.wire;

import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.icefloe.net.Origin;
import org.jspecify.annotations.Nullable;

/** TLS towards other servers, by the JDK: only with whom a certificate proves to be the one that was meant. */
final class UpstreamTls {
    /** How long the last word of a connection may take, in ms, to a server that takes nothing any more. */
    private static final long LAST_WORD_MILLIS = 500;

    private final ServerTrust trust;
    private final Executor handshakes;
    private @Nullable CompletableFuture<SSLContext> context;

    /** @param handshakes where certificates are checked */
    UpstreamTls(ServerTrust trust, Executor handshakes) {
        this.trust = trust;
        this.handshakes = handshakes;
    }

    /** What all connections share. It is made when it is needed first, which takes a moment. */
    synchronized CompletableFuture<SSLContext> context() {
        if (context == null) {
            context = CompletableFuture.supplyAsync(trust, handshakes);
        }
        return context;
    }

    /** Speaks TLS on one connection. */
    SslHandler handler(SSLContext made, Origin server) {
        String host = server.bareHost();
        SSLEngine engine = made.createSSLEngine(host, server.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        serverName(host).ifPresent(name -> parameters.setServerNames(List.of(name)));
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine, handshakes);
        // The connection has a clock of its own.
        handler.setHandshakeTimeoutMillis(0);
        handler.setCloseNotifyFlushTimeoutMillis(LAST_WORD_MILLIS);
        return handler;
    }

    /** A name that is told beforehand, so that the server shows the right certificate; addresses are not. */
    private static Optional<SNIServerName> serverName(String host) {
        try {
            boolean address = host.contains(":") || host.matches("[0-9.]+");
            return address ? Optional.empty() : Optional.of(new SNIHostName(host));
        } catch (IllegalArgumentException noNameForSni) {
            return Optional.empty();
        }
    }
}
