package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.icefloe.bytes.Printable;
import org.icefloe.listener.StreamHeaders;
import org.icefloe.mount.Refusal;

/**
 * Writes the heads of replies, with the bytes that clients of Icecast depend on: always a reason phrase, which libshout
 * insists on; never a promise to keep the connection, which would not be kept.
 */
final class Reply {
    /** What Icecast 2.4.4 sends whoever may begin; darkice and others look for just this. */
    static final String ACCEPTED = "HTTP/1.0 200 OK\r\n\r\n";

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n";

    /** Tells a SHOUTcast v1 source that its password is right. */
    static final String SHOUTCAST_ACCEPTED = "OK2\r\nicy-caps:11\r\n\r\n";

    /** IMF-fixdate (RFC 9110, 5.6.7), whose day has two digits. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Supplier<String> server;
    private final Clock clock;

    /** @param server gives the value of the {@code Server} header */
    Reply(Supplier<String> server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * To a source that is let in: 100 first if it waits for that, and the 200 before a single byte of the body is read.
     */
    static ByteBuf sourceAccepted(RequestHead head) {
        return ascii(head.expectsContinue() ? CONTINUE + ACCEPTED : ACCEPTED);
    }

    static ByteBuf continueWithBody() {
        return ascii("HTTP/1.1 100 Continue\r\n\r\n");
    }

    static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    /** To a listener that is let in; the stream follows until either end closes. */
    ByteBuf stream(Map<String, String> streamHeaders) {
        return head("HTTP/1.0 200 OK", streamHeaders);
    }

    /** To a client that is turned away. */
    ByteBuf refusal(Refusal refusal) {
        byte[] body = refusal.message().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>(refusal.headers());
        headers.put("Content-Length", Integer.toString(body.length));
        ByteBuf head = head("HTTP/1.0 " + refusal.status() + " " + refusal.reason(), headers);
        return Unpooled.wrappedBuffer(head, Unpooled.wrappedBuffer(body));
    }

    /** To a client that asks what is possible here. */
    ByteBuf options() {
        return head("HTTP/1.1 204 No Content", StreamHeaders.preflight());
    }

    /**
     * A status line and headers; server, date and the end of the connection are added. No value can begin a header of
     * its own.
     */
    ByteBuf head(String statusLine, Map<String, String> headers) {
        StringBuilder text = new StringBuilder(512);
        text.append(statusLine).append("\r\nServer: ").append(server.get());
        text.append("\r\nConnection: Close\r\nDate: ");
        text.append(DATE.format(clock.instant())).append("\r\n");
        headers.forEach((name, value) -> text.append(name)
                .append(name.startsWith("ic") ? ":" : ": ")
                .append(Printable.oneLine(value))
                .append("\r\n"));
        text.append("\r\n");
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
