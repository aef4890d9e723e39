package org.icefloe.directory;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.icefloe.bytes.Printable;

/** Why another server has not answered, to be read behind its name. Java's own words have names of classes in them. */
public final class HttpFaults {
    private HttpFaults() {}

    /** @param fault of a call, without what it was wrapped in */
    public static String words(Throwable fault) {
        if (fault instanceof HttpConnectTimeoutException) {
            return "cannot be reached: the connection took too long";
        }
        if (fault instanceof HttpTimeoutException) {
            return "did not answer in time";
        }
        if (fault instanceof ConnectException) {
            return "cannot be reached: "
                    + (root(fault) instanceof UnresolvedAddressException
                            ? "nobody knows a host of this name"
                            : "the connection was refused");
        }
        return fault instanceof SSLException
                ? "cannot be trusted: " + distrust(root(fault))
                : "cannot be reached: " + message(fault);
    }

    private static String distrust(Throwable root) {
        if (root instanceof CertPathBuilderException) {
            return "its certificate is signed by nobody known here; javax.net.ssl.trustStore names those whom Java knows";
        }
        return (root instanceof CertificateExpiredException ? "its certificate has expired: " : "") + message(root);
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Its own, on a line. */
    public static String message(Throwable fault) {
        return Optional.ofNullable(fault.getMessage())
                .map(Printable::oneLine)
                .orElse(fault.getClass().getSimpleName());
    }
}
