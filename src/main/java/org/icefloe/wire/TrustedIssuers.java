package org.icefloe.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By whose signature certificates of other servers are believed: the JDK's own list, and a file beside it.
 *
 * @param extra those of the file
 * @param remedy what an operator may do about a signature that nobody knows
 */
record TrustedIssuers(List<X509Certificate> extra, String remedy) {
    private static final Logger log = LoggerFactory.getLogger(TrustedIssuers.class);

    private static final String KEY = "icefloe.relay.ca-file";

    /** More than every list of the world's authorities. */
    private static final long LARGEST_FILE = 16 << 20;

    /** Reads the file, if there is one; one that cannot be read is told in the log, and counts for nothing. */
    static TrustedIssuers and(Optional<Path> caFile) {
        return caFile.map(TrustedIssuers::read).orElseGet(() -> new TrustedIssuers(List.of(), "set " + KEY));
    }

    private static TrustedIssuers read(Path file) {
        try {
            return new TrustedIssuers(certificates(file), "nor by " + KEY);
        } catch (IOException | CertificateException fault) {
            String reason = reason(fault);
            log.error("The certificates of {} in {} cannot be read: {}", KEY, file, reason);
            return new TrustedIssuers(List.of(), KEY + " cannot be read: " + reason);
        }
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, CertificateException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("it is too large for a list of certificates");
        }
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("there is no certificate in it");
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        }
    }

    private static String reason(Exception fault) {
        if (fault instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (fault instanceof AccessDeniedException) {
            return "the server's user may not read it";
        }
        return fault instanceof IOException ? fault.getMessage() : "it is no list of certificates in PEM";
    }

    /** Who judges by these. Takes a moment: the JDK's list is long. */
    X509ExtendedTrustManager manager() throws GeneralSecurityException, IOException {
        X509ExtendedTrustManager own = manager(Optional.empty());
        if (extra.isEmpty()) {
            return own;
        }
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int number = 0;
        for (X509Certificate issuer : Stream.concat(Arrays.stream(own.getAcceptedIssuers()), extra.stream())
                .toList()) {
            all.setCertificateEntry("issuer-" + number++, issuer);
        }
        return manager(Optional.of(all));
    }

    private static X509ExtendedTrustManager manager(Optional<KeyStore> issuers) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(issuers.orElse(null));
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
