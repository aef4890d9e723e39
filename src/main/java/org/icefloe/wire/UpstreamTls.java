package org.icefloe.wire;

import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.icefloe.net.Origin;
import org.jspecify.annotations.Nullable;

/** TLS towards other servers, by the JDK: only with whom a certificate proves to be the one that was meant. */
final class UpstreamTls {
    /** How long the last word of a connection may take, in ms, to a server that takes nothing any more. */
    private static final long LAST_WORD_MILLIS = 500;

    private final TrustedIssuers issuers;
    private final Executor handshakes;
    private @Nullable CompletableFuture<SSLContext> context;

    /** @param handshakes where certificates are checked */
    UpstreamTls(TrustedIssuers issuers, Executor handshakes) {
        this.issuers = issuers;
        this.handshakes = handshakes;
    }

    /** What all connections share. It is made when it is needed first, which takes a moment. */
    synchronized CompletableFuture<SSLContext> context() {
        if (context == null) {
            context = CompletableFuture.supplyAsync(this::make, handshakes);
        }
        return context;
    }

    private SSLContext make() {
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            TrustManager judge = new CertificateJudge(issuers.manager(), issuers.remedy());
            made.init(null, new TrustManager[] {judge}, null);
            return made;
        } catch (GeneralSecurityException | IOException fault) {
            throw new CompletionException(
                    new SSLException("the certificates that Java knows cannot be read: " + fault.getMessage(), fault));
        }
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
