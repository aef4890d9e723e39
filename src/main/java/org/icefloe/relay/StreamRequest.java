package org.icefloe.relay;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stream that is asked for at another server, and at those it sends us on to.
 *
 * <pre>
 *   connect, ask ── head: elsewhere ──> connect there, ask ── head ──> answered ── take ──> body ──> ended
 *   |------------------- patience, over all --------------------|     paused
 * </pre>
 *
 * <p>Everything happens on the thread of the present connection; {@link #take}, {@link #close} and {@link #catchUp} are
 * for any.
 */
public final class StreamRequest {
    /** Told on the thread of the connection, one call at a time. */
    public interface Events {
        /** The answer is there, and not that the stream is elsewhere. Its body waits until it is taken. */
        void answered(ResponseHead head);

        /**
         * Nothing comes any more: told once, last of all, whether there was an answer or not, whether it was taken or
         * not, and also after {@link StreamRequest#close}.
         *
         * @param reason words that follow on the upstream's address, such as {@code did not answer within 10 s}
         */
        void ended(String reason);
    }

    private final StreamRequests requests;
    private final Map<String, String> headers;
    private final Duration patience;
    private final Events events;

    /** Handed on from the thread of one connection to that of the next. */
    private final Redirects redirects;

    /** Of the answer; set once, by its connection's thread. */
    private volatile @Nullable HeldBody body;

    /** When patience is over; set before anything begins. */
    private @Nullable ScheduledFuture<?> deadline;

    /** The connection that is open, if one is. Guarded by this object, as are those that follow. */
    private Optional<Network.Link> link = Optional.empty();

    private boolean answered;
    private boolean ended;

    /** Why it is being ended from this side; the first reason counts. */
    private Optional<String> verdict = Optional.empty();

    /**
     * Asks nobody before {@link #start}.
     *
     * @param headers of the request, besides {@code Host}, {@code User-Agent}, {@code Connection}, and those that the
     *     upstream says, {@code Authorization} and {@code Icy-MetaData}
     * @param patience how long it may take until it has answered, redirects included
     */
    public StreamRequest(
            StreamRequests requests, Upstream upstream, Map<String, String> headers, Duration patience, Events events) {
        this.requests = requests;
        this.headers = Map.copyOf(headers);
        this.patience = patience;
        this.events = events;
        this.redirects = new Redirects(upstream);
    }

    /** Begins, and returns at once. */
    public void start() {
        deadline = requests.timer().schedule(this::losePatience, patience.toNanos(), TimeUnit.NANOSECONDS);
        connect(redirects.present(), patience);
    }

    private void connect(Upstream upstream, Duration remaining) {
        requests.network().connect(upstream.server(), remaining, new Hop(upstream));
    }

    /**
     * Has the body's bytes brought to somebody, chunks taken off. Any thread, once, after the answer; has no effect
     * when it has ended.
     *
     * @param mayRest whether bytes may gather for a moment before they are read
     */
    public void take(Consumer<ByteBuffer> content, BooleanSupplier mayRest) {
        Objects.requireNonNull(body).take(content, mayRest);
        openLink().ifPresent(open -> {
            open.resume();
            open.catchUp(() -> read(Objects.requireNonNull(body), ByteBuffer.allocate(0)));
        });
    }

    /** Ends it. Any thread; more than once does no harm. */
    public void close() {
        end("was closed from here");
    }

    /** Reads what has come by now and then does something; does it at once if nothing comes any more. Any thread. */
    void catchUp(Runnable then) {
        openLink().ifPresentOrElse(open -> open.catchUp(then), then);
    }

    /** Whether the content has come as the head said. To be asked at the end. */
    boolean isWhole() {
        HeldBody content = body;
        return content != null && (isJudged() ? content.isComplete() : content.isWholeAtTheEnd());
    }

    private void losePatience() {
        if (!hasAnswered()) {
            end("did not answer within " + seconds(patience));
        }
    }

    /** A span as people say it, such as {@code 10 s} or {@code 0.5 s}. */
    static String seconds(Duration span) {
        return BigDecimal.valueOf(span.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    /** Closes the connection, or sees to it that the next one is closed; that all has ended is told when it is so. */
    private void end(String reason) {
        judge(reason).ifPresent(Network.Link::close);
    }

    private void read(HeldBody content, ByteBuffer bytes) {
        try {
            content.read(bytes);
        } catch (NoAnswerException bad) {
            end(redirects.words(bad.getMessage()));
        }
        if (content.isComplete()) {
            end(redirects.words("has sent all it had"));
        }
    }

    private synchronized Optional<Network.Link> openLink() {
        return link;
    }

    private synchronized boolean hasAnswered() {
        return answered;
    }

    private synchronized Optional<Network.Link> judge(String reason) {
        verdict = verdict.or(() -> Optional.of(reason));
        return link;
    }

    private synchronized boolean isJudged() {
        return verdict.isPresent();
    }

    private synchronized String verdictOr(String reason) {
        return verdict.orElse(reason);
    }

    /** @return whether it is still wanted */
    private synchronized boolean noteOpened(Network.Link opened) {
        link = Optional.of(opened);
        return verdict.isEmpty();
    }

    /** @return whether it is still wanted; if not, the connection is being closed */
    private synchronized boolean noteLeft() {
        if (verdict.isEmpty()) {
            link = Optional.empty();
        }
        return verdict.isEmpty();
    }

    /** @return whether it is still wanted; if not, the connection is being closed */
    private synchronized boolean noteAnswered() {
        answered = verdict.isEmpty();
        return answered;
    }

    /** @return whether it has not ended before */
    private synchronized boolean noteEnded() {
        boolean first = !ended;
        ended = true;
        link = Optional.empty();
        return first;
    }

    /** One connection on the way. */
    private final class Hop implements Network.Listener {
        private final Upstream upstream;
        private final ResponseHeadParser parser;
        private Network.@Nullable Link connection;

        /** Whether it has done its part and sent us on. */
        private boolean left;

        Hop(Upstream upstream) {
            this.upstream = upstream;
            this.parser = new ResponseHeadParser(upstream);
        }

        @Override
        public void opened(Network.Link opened) {
            connection = opened;
            if (noteOpened(opened)) {
                opened.send(requests.head(upstream, headers));
            } else {
                opened.close();
            }
        }

        @Override
        public void received(ByteBuffer bytes) {
            HeldBody content = body;
            if (left || isJudged()) {
                return;
            }
            if (content == null) {
                readHead(bytes);
            } else {
                read(content, bytes);
            }
        }

        private void readHead(ByteBuffer bytes) {
            try {
                Optional<ResponseHead> head = parser.read(bytes);
                if (head.isPresent()) {
                    readAnswer(head.get(), bytes);
                }
            } catch (NoAnswerException none) {
                end(redirects.words(none.getMessage()));
            }
        }

        private void readAnswer(ResponseHead head, ByteBuffer rest) {
            if (Redirects.isRedirect(head)) {
                follow(head);
                return;
            }
            HeldBody content = new HeldBody(head);
            content.read(rest);
            body = content;
            link().pause();
            if (noteAnswered()) {
                deadline().cancel(false);
                events.answered(head);
            }
        }

        private void follow(ResponseHead head) {
            try {
                Upstream next = redirects.follow(head);
                if (noteLeft()) {
                    left = true;
                    link().close();
                    long remaining = deadline().getDelay(TimeUnit.NANOSECONDS);
                    connect(next, Duration.ofNanos(Math.max(1, remaining)));
                }
            } catch (NoAnswerException nowhere) {
                end(nowhere.getMessage());
            }
        }

        @Override
        public void closed(String reason) {
            if (!left && noteEnded()) {
                deadline().cancel(false);
                flush();
                events.ended(verdictOr(redirects.words(words(reason))));
            }
        }

        /** What was taken but a moment ago, and is still kept. */
        private void flush() {
            HeldBody content = body;
            if (content != null && !isJudged()) {
                read(content, ByteBuffer.allocate(0));
            }
        }

        private String words(String reason) {
            if (connection == null) {
                return "cannot be reached: " + reason;
            }
            return body == null ? parser.garbage().orElse("did not answer: " + reason) : "broke off: " + reason;
        }

        private Network.Link link() {
            return Objects.requireNonNull(connection);
        }

        private ScheduledFuture<?> deadline() {
            return Objects.requireNonNull(deadline);
        }

        @Override
        public boolean mayRest() {
            HeldBody content = body;
            return content != null && content.mayRest();
        }
    }
}
