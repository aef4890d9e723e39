package org.icefloe.wire;

import io.netty.handler.ssl.NotSslRecordException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.icefloe.bytes.Printable;

/** Why another server is not to be had, in an operator's words. */
final class UpstreamFaults {
    static final String OURS = "it has met a fault in this server, which its log tells";

    static final String CLOSED_IN_HANDSHAKE = "it has closed the connection before it agreed on TLS";

    private static final int LONGEST = 200;

    private UpstreamFaults() {}

    /** Why there was no agreement on TLS, in the same words. */
    static String ofHandshake(Throwable fault) {
        return fault instanceof ClosedChannelException ? CLOSED_IN_HANDSHAKE : words(fault);
    }

    /** A sentence without a full stop, and without the name of a class. */
    static String words(Throwable fault) {
        return find(fault, RefusedCertificateException.class)
                .map(Throwable::getMessage)
                .or(() -> find(fault, NotSslRecordException.class).map(plain -> "it does not speak TLS"))
                .or(() -> find(fault, SSLException.class).map(UpstreamFaults::ofTls))
                .orElseGet(() -> ofTheWire(fault));
    }

    private static <T extends Throwable> Optional<T> find(Throwable fault, Class<T> kind) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    private static String ofTls(SSLException fault) {
        String message = message(fault);
        return message.contains("closed while")
                ? CLOSED_IN_HANDSHAKE
                : "TLS has failed: " + message.replace("Received fatal alert: ", "it says ");
    }

    private static String ofTheWire(Throwable fault) {
        if (fault instanceof ClosedChannelException) {
            return "it has closed the connection";
        }
        String message = message(fault).toLowerCase(Locale.ROOT);
        if (message.contains("refused")) {
            return "the connection was refused";
        }
        if (message.contains("reset") || message.contains("broken pipe")) {
            return "the connection was reset";
        }
        if (message.contains("timed out")) {
            return "it did not answer";
        }
        if (fault instanceof NoRouteToHostException || message.contains("unreachable") || message.contains("route")) {
            return "its address cannot be reached from here";
        }
        return fault instanceof UnknownHostException ? message(fault) : "the connection failed: " + message(fault);
    }

    /** What a fault says of itself, without the names of classes that some put before it. */
    private static String message(Throwable fault) {
        String text =
                fault.getMessage() == null ? "for no reason that is known" : Printable.oneLine(fault.getMessage());
        String words = text.replaceAll("(?:[a-z0-9]+\\.)+[A-Z]\\w*: ", "");
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
