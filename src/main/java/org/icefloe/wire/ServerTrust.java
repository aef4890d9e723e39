package org.icefloe.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** How all connections to other servers by TLS know whom they speak to. Any thread may ask. */
public final class ServerTrust implements Supplier<SSLContext> {
    private final TrustedIssuers issuers;
    private @Nullable SSLContext context;

    /**
     * A file of certificates that cannot be read is complained of in the log.
     *
     * @param caFile certificates in PEM that count beside those the JDK knows
     */
    public ServerTrust(Optional<Path> caFile) {
        this.issuers = TrustedIssuers.and(caFile);
    }

    /**
     * Made when it is needed first, which takes a moment.
     *
     * @throws CompletionException caused by an {@link SSLException}, if Java's own certificates cannot be read
     */
    @Override
    public synchronized SSLContext get() {
        if (context == null) {
            context = make();
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
}
