package org.icefloe.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.icefloe.mount.StreamBuffer;
import org.icefloe.source.SourceConnection;
import org.icefloe.source.SourceSession;
import org.icefloe.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a relay, from its request to its end. Bytes go to the session on the link's thread; the relay hears
 * on its own what has happened.
 */
final class Connection implements StreamRequest.Events, SourceConnection {
    private final Upstream upstream;
    private final Owner owner;
    private final Ticker ticker;

    private volatile @Nullable StreamRequest request;

    /** Confined to the link's thread. */
    private boolean heard;

    /** What it feeds, once it does; confined to the relays' thread, as are the next two. */
    private @Nullable SourceSession session;

    private long lastHead;
    private long lastMoved;

    /** Whoever has it. Told on the relays' thread, by steps. */
    interface Owner {
        /** Has something done on the relays' thread. Any thread. */
        void step(Runnable step);

        /** The head of an answer is there; its body waits for {@link #feed}. */
        void answered(Connection connection, ResponseHead head);

        /** There is something to hear, for the first time. */
        void heard(Connection connection);

        /** Nothing comes any more. */
        void ended(Connection connection, String reason);
    }

    Connection(Upstream upstream, Owner owner, Ticker ticker) {
        this.upstream = upstream;
        this.owner = owner;
        this.ticker = ticker;
    }

    Upstream upstream() {
        return upstream;
    }

    void send(StreamRequests requests, Map<String, String> headers, Duration patience) {
        request = requests.send(upstream, headers, patience, this);
    }

    private StreamRequest request() {
        return Objects.requireNonNull(request);
    }

    @Override
    public void answered(ResponseHead head) {
        owner.step(() -> owner.answered(this, head));
    }

    @Override
    public void ended(String reason) {
        owner.step(() -> owner.ended(this, reason));
    }

    /** Has the body flow into a session. */
    void feed(SourceSession fed) {
        session = fed;
        StreamBuffer buffer = fed.mount().buffer();
        long start = buffer.head();
        lastHead = start;
        lastMoved = ticker.nanos();
        request().take(bytes -> receive(bytes, fed, start), () -> !fed.mount()
                .settings()
                .lowDelay());
    }

    /** Whether its body flows into a session, or has. */
    boolean isFeeding() {
        return session != null;
    }

    private void receive(ByteBuffer bytes, SourceSession fed, long start) {
        fed.receive(bytes);
        StreamBuffer buffer = fed.mount().buffer();
        if (!heard && buffer.head() > start && buffer.hasEntry()) {
            heard = true;
            owner.step(() -> owner.heard(this));
        }
    }

    /** Whether it is fed from here, but nothing that can be played has come for a while. */
    boolean isStalled(Duration patience) {
        if (session == null) {
            return false;
        }
        long head = session.mount().buffer().head();
        if (head != lastHead) {
            lastHead = head;
            lastMoved = ticker.nanos();
        }
        return ticker.nanos() - lastMoved > patience.toNanos();
    }

    /** Whether its session was ended, and not because the connection was. */
    boolean isEndedHere() {
        return session != null && session.isEnded();
    }

    /** Whether nothing has come for so long that the session may have been ended for that. */
    boolean wasSilent() {
        return session != null
                && isStalled(session.mount().settings().sourceTimeout().dividedBy(2));
    }

    /** Does nothing where the request could not even be sent. */
    @Override
    public void close() {
        StreamRequest sent = request;
        if (sent != null) {
            sent.close();
        }
    }

    @Override
    public void catchUp(Runnable then) {
        request().catchUp(then);
    }
}
