package org.icefloe.relay;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/** Asks other servers for streams and texts. Safe for any number of threads. */
final class StreamRequests {
    private final Network network;
    private final ScheduledExecutorService timer;
    private final String userAgent;

    /**
     * @param timer ends what takes too long; never blocks
     * @param userAgent as which this server asks
     */
    StreamRequests(Network network, ScheduledExecutorService timer, String userAgent) {
        this.network = network;
        this.timer = timer;
        this.userAgent = userAgent;
    }

    /**
     * Asks for a stream, and returns at once.
     *
     * @param headers of the request, besides {@code Host}, {@code User-Agent}, {@code Connection}, and those that the
     *     upstream says, {@code Authorization} and {@code Icy-MetaData}
     * @param patience how long it may take until it has answered, redirects included
     */
    StreamRequest send(Upstream upstream, Map<String, String> headers, Duration patience, StreamRequest.Events events) {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks for a text of at most 1 MiB, and returns at once.
     *
     * @param patience how long it may take until all of it is there
     * @return completes on the connection's thread with any answer; fails with a {@link NoAnswerException}
     */
    CompletionStage<BodyText> text(Upstream upstream, Map<String, String> headers, Duration patience) {
        throw new UnsupportedOperationException();
    }
}
