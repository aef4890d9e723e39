package org.icefloe.wire;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.icefloe.bytes.Printable;

/** Judges the certificates of servers as the JDK does, and says in words what is wrong with one. */
final class CertificateJudge extends X509ExtendedTrustManager {
    /** Kinds of names in a certificate (RFC 5280, 4.2.1.6). */
    private static final List<Integer> HOST_NAMES = List.of(2, 7);

    private static final int MOST_NAMES = 3;
    private static final int LONGEST_NAME = 100;

    private final X509ExtendedTrustManager jdk;
    private final String remedy;

    /** @param remedy what an operator may do about a signature that nobody knows */
    CertificateJudge(X509ExtendedTrustManager jdk, String remedy) {
        this.jdk = jdk;
        this.remedy = remedy;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, kind, engine);
        } catch (CertificateException | RuntimeException refused) {
            throw new RefusedCertificateException("its certificate " + words(chain, kind, refused), refused);
        }
    }

    private String words(X509Certificate[] chain, String kind, Exception refused) {
        X509Certificate own = chain[0];
        try {
            own.checkValidity();
            jdk.checkServerTrusted(chain, kind);
            return "is for " + names(own);
        } catch (CertificateExpiredException expired) {
            return "has expired on " + own.getNotAfter().toInstant();
        } catch (CertificateNotYetValidException early) {
            return "holds only from " + own.getNotBefore().toInstant();
        } catch (CertificateException | RuntimeException unknown) {
            return hasExpired(refused)
                    ? "leans on one that has expired"
                    : "is signed by nobody known here (" + remedy + ")";
        }
    }

    private static boolean hasExpired(Throwable refused) {
        Throwable cause = refused;
        while (cause != null && !(cause instanceof CertificateExpiredException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** For whom a certificate is: hosts, or whatever it has instead. */
    private static String names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        List<String> names = alternatives == null
                ? List.of()
                : alternatives.stream()
                        .filter(name -> HOST_NAMES.contains(name.get(0)))
                        .map(name -> shown(String.valueOf(name.get(1))))
                        .toList();
        if (names.isEmpty()) {
            return shown(certificate.getSubjectX500Principal().getName());
        }
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : first + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String shown(String name) {
        String line = Printable.oneLine(name);
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "…";
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        jdk.checkServerTrusted(chain, kind, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        jdk.checkServerTrusted(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw noServerHere();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw noServerHere();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw noServerHere();
    }

    private static CertificateException noServerHere() {
        return new CertificateException("clients are not judged here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}
