package org.icefloe.net.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
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
            return "cannot be reached: " + noConnection(fault);
        }
        if (fault instanceof SSLException) {
            return "cannot be trusted: " + distrust(fault);
        }
        return (isBroken(fault) ? "gives no whole answer in HTTP: " : "cannot be reached: ") + message(fault);
    }

    /** Of one that is refused, Java's client may say nothing. */
    private static String noConnection(Throwable fault) {
        if (root(fault) instanceof UnresolvedAddressException) {
            return "nobody knows a host of this name";
        }
        boolean refused =
                Optional.ofNullable(fault.getMessage()).orElse("refused").contains("refused");
        return refused ? "the connection was refused" : message(fault);
    }

    /** Whether the other server was reached, and has ended the connection or said something that is no HTTP. */
    public static boolean isBroken(Throwable fault) {
        return fault instanceof IOException
                && Stream.of(
                                ConnectException.class,
                                HttpTimeoutException.class,
                                SSLException.class,
                                UnknownHostException.class)
                        .noneMatch(kind -> kind.isInstance(fault));
    }

    /** Whoever has judged a certificate says what is wrong with it. */
    private static String distrust(Throwable fault) {
        return causes(fault)
                .filter(CertificateException.class::isInstance)
                .findFirst()
                .map(HttpFaults::message)
                .orElseGet(() -> message(root(fault)));
    }

    private static Throwable root(Throwable fault) {
        return causes(fault).reduce((one, cause) -> cause).orElse(fault);
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause);
    }

    /** Its own, on a line. */
    public static String message(Throwable fault) {
        return Optional.ofNullable(fault.getMessage())
                .map(Printable::oneLine)
                .orElse(fault.getClass().getSimpleName());
    }
}
