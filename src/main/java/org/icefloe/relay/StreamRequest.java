package org.icefloe.relay;

import java.io.ByteArrayOutputStream;
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
final class StreamRequest {
    /** Told on the thread of the connection, one call at a time. */
    interface Events {
        /** The answer is there, and not that the stream is elsewhere. Its body waits until it is taken. */
        void answered(ResponseHead head);

        /**
         * Nothing comes any more: told once, last of all, whether there was an answer or not, and also after
         * {@link StreamRequest#close}.
         *
         * @param reason words that follow on the upstream's address, such as {@code did not answer within 10 s}
         */
        void ended(String reason);
    }

    /** Who takes the body. */
    private record Taker(Consumer<ByteBuffer> body, BooleanSupplier mayRest) {}

    private final StreamRequests requests;
    private final Map<String, String> headers;
    private final Duration patience;
    private final Events events;
    private final Redirects redirects;

    /** Bytes of the body that came with the head, and while the connection was told to pause; read by its thread. */
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** How the answer's body ends; set with the answer, by the connection's thread. */
    private @Nullable ResponseBody body;

    private volatile @Nullable Taker taker;

    /** When patience is over; set before anything begins. */
    private @Nullable ScheduledFuture<?> deadline;

    /** Guarded by this object, as are those that follow: the connection that is open, if one is. */
    private Optional<Network.Link> link = Optional.empty();

    private boolean answered;
    private boolean ended;

    /** Why it is being ended from this side; the first reason counts. */
    private Optional<String> verdict = Optional.empty();

    /** Asks nobody before {@link #start}. */
    StreamRequest(
            StreamRequests requests, Upstream upstream, Map<String, String> headers, Duration patience, Events events) {
        this.requests = requests;
        this.headers = Map.copyOf(headers);
        this.patience = patience;
        this.events = events;
        this.redirects = new Redirects(upstream);
    }

    void start() {
        deadline = requests.timer().schedule(this::losePatience, patience.toNanos(), TimeUnit.NANOSECONDS);
        connect(redirects.present(), patience);
    }

    private void connect(Upstream upstream, Duration remaining) {
        requests.network().connect(upstream.server(), remaining, new Hop(upstream));
    }

    /** Has the body's bytes brought to somebody, chunks taken off. Any thread, once, after the answer. */
    void take(Consumer<ByteBuffer> body, BooleanSupplier mayRest) {
        taker = new Taker(body, mayRest);
        openLink().ifPresent(open -> {
            open.resume();
            open.catchUp(this::deliverKept);
        });
    }

    /** Ends it. Any thread; more than once does no harm. */
    void close() {
        end("was closed from here");
    }

    /** Reads what has come by now and then does something; does it at once if nothing comes any more. Any thread. */
    void catchUp(Runnable then) {
        openLink().ifPresentOrElse(open -> open.catchUp(then), then);
    }

    /** Whether the content has come as the head said; to be asked at the end. */
    synchronized boolean isWhole() {
        return body != null && (body.isComplete() || body.endsWithConnection() && verdict.isEmpty());
    }

    private synchronized Optional<Network.Link> openLink() {
        return link;
    }

    private void losePatience() {
        if (!hasAnswered()) {
            end("did not answer within " + seconds(patience));
        }
    }

    static String seconds(Duration span) {
        String seconds = String.valueOf(span.toMillis() / 1000.0);
        return seconds.replaceFirst("\\.0$", "") + " s";
    }

    private synchronized boolean hasAnswered() {
        return answered;
    }

    /** Closes the connection, or sees to it that none is used that opens; that it has ended is told when it is so. */
    private void end(String reason) {
        judge(reason).ifPresent(Network.Link::close);
    }

    private synchronized Optional<Network.Link> judge(String reason) {
        verdict = verdict.or(() -> Optional.of(reason));
        return link;
    }

    private synchronized boolean isJudged() {
        return verdict.isPresent();
    }

    /** @return whether the answer counts: it may be ended from here in the same moment */
    private synchronized boolean noteAnswer() {
        answered = verdict.isEmpty();
        return answered;
    }

    /** @return whether it is still wanted */
    private synchronized boolean noteOpened(Network.Link opened) {
        link = Optional.of(opened);
        return verdict.isEmpty();
    }

    private void deliverKept() {
        if (kept.size() > 0) {
            ByteBuffer bytes = ByteBuffer.wrap(kept.toByteArray());
            kept.reset();
            deliver(bytes);
        }
    }

    private void deliver(ByteBuffer bytes) {
        ResponseBody content = Objects.requireNonNull(body);
        if (isJudged() || content.isComplete()) {
            return;
        }
        try {
            content.read(bytes, Objects.requireNonNull(taker).body());
        } catch (NoAnswerException bad) {
            end(redirects.words(bad.getMessage()));
            return;
        }
        if (content.isComplete()) {
            end(redirects.words("has sent all it had"));
        }
    }

    private void tellEnd(String reason) {
        if (noteEnd()) {
            Objects.requireNonNull(deadline).cancel(false);
            events.ended(reason);
        }
    }

    private synchronized boolean noteEnd() {
        boolean first = !ended;
        ended = true;
        link = Optional.empty();
        return first;
    }

    private synchronized Optional<String> verdict() {
        return verdict;
    }

    /** One connection on the way. */
    private final class Hop implements Network.Listener {
        private final Upstream upstream;
        private final ResponseHeadParser parser;
        private @Nullable Network.Link connection;

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
            if (left || isJudged()) {
                return;
            }
            if (body == null) {
                readHead(bytes);
            } else if (taker == null) {
                keep(bytes);
            } else {
                deliverKept();
                deliver(bytes);
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
                leaveFor(redirects.follow(head));
                return;
            }
            body = ResponseBody.of(head);
            link().pause();
            keep(rest);
            if (noteAnswer()) {
                Objects.requireNonNull(deadline).cancel(false);
                events.answered(head);
            }
        }

        private void leaveFor(Upstream next) {
            long remaining = Objects.requireNonNull(deadline).getDelay(TimeUnit.NANOSECONDS);
            if (forget()) {
                left = true;
                link().close();
                connect(next, Duration.ofNanos(Math.max(1, remaining)));
            }
        }

        private boolean forget() {
            synchronized (StreamRequest.this) {
                boolean wanted = verdict.isEmpty();
                link = wanted ? Optional.empty() : link;
                return wanted;
            }
        }

        private Network.Link link() {
            return Objects.requireNonNull(connection);
        }

        private void keep(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            kept.writeBytes(copy);
        }

        @Override
        public void closed(String reason) {
            if (left) {
                return;
            }
            if (taker != null) {
                deliverKept();
            }
            tellEnd(verdict().orElseGet(() -> redirects.words(words(reason))));
        }

        private String words(String reason) {
            if (connection == null) {
                return "cannot be reached: " + reason;
            }
            return body == null
                    ? parser.garbage().map(NoAnswerException::getMessage).orElse("did not answer: " + reason)
                    : "broke off: " + reason;
        }

        @Override
        public boolean mayRest() {
            Taker present = taker;
            return present != null && present.mayRest().getAsBoolean();
        }
    }
}
