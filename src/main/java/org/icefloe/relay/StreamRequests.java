package org.icefloe.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.icefloe.auth.Credentials;

/** Asks other servers for streams and texts. Safe for any number of threads. */
public final class StreamRequests {
    private final Network network;
    private final ScheduledExecutorService timer;
    private final String userAgent;

    /**
     * @param timer ends what takes too long; never blocks, and should forget tasks that are cancelled
     * @param userAgent as which this server asks
     */
    public StreamRequests(Network network, ScheduledExecutorService timer, String userAgent) {
        this.network = network;
        this.timer = timer;
        this.userAgent = userAgent;
    }

    /** Asks for a stream as {@link StreamRequest} has it, and returns at once. */
    StreamRequest send(Upstream upstream, Map<String, String> headers, Duration patience, StreamRequest.Events events) {
        StreamRequest request = new StreamRequest(this, upstream, headers, patience, events);
        request.start();
        return request;
    }

    /**
     * Asks for a text of at most 1 MiB, and returns at once.
     *
     * @param patience how long it may take until all of it is there
     * @return completes with any answer, on the connection's thread; fails there or on the timer's with a
     *     {@link NoAnswerException}
     */
    CompletionStage<BodyText> text(Upstream upstream, Map<String, String> headers, Duration patience) {
        return BodyText.of(this, upstream, headers, patience);
    }

    Network network() {
        return network;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /**
     * The request as it is sent. By HTTP/1.0: nobody has to send chunks, and old servers of SHOUTcast know no other.
     *
     * <pre>
     *   GET /live.mp3 HTTP/1.0
     * </pre>
     */
    byte[] head(Upstream upstream, Map<String, String> headers) {
        StringBuilder head = new StringBuilder("GET " + upstream.target() + " HTTP/1.0\r\n");
        put(head, "Host", upstream.server().authority());
        put(head, "User-Agent", userAgent);
        if (upstream.icyMetadata()) {
            put(head, "Icy-MetaData", "1");
        }
        headers.forEach((name, value) -> put(head, name, value));
        upstream.credentials().ifPresent(credentials -> put(head, "Authorization", basic(credentials)));
        put(head, "Connection", "close");
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String basic(Credentials credentials) {
        byte[] pair = (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
