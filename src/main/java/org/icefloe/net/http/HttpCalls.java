package org.icefloe.net.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.icefloe.bytes.Faults;
import org.icefloe.net.HostLookup;
import org.jspecify.annotations.Nullable;

/**
 * Posts forms by HTTP/1.1. What waits for an answer is a connection and no thread; only the name of a host that is not
 * known yet holds one, and of each name only one at a time. Names are looked up on threads that do nothing else: when
 * as many names hang as there are such threads, further calls wait for them until their time is over, but whatever was
 * sent is answered, and ends in time.
 *
 * <p>A form may arrive twice, if that does no harm: one that was cut off before any byte of its answer is sent once
 * more, since a connection that has rested may have been closed by the other end in the very moment of its use, and
 * Java's client does not say whether this was one.
 *
 * <p>Answers are complete with their head. Of the body a little is read, so that the connection can be used again; a
 * longer one is cut off with its connection, as is whatever has not ended when the call's time is over.
 */
public final class HttpCalls implements AutoCloseable {
    private final Executor executor;
    private final HostLookup hosts;
    private final ScheduledExecutorService timer;
    private final String userAgent;
    private final LazyClient client;
    private final Map<CompletableFuture<?>, Boolean> open = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /**
     * Calls nobody yet.
     *
     * @param executor where answers are read, and calls end; must not reject
     * @param hosts looks up names
     * @param timer tells when something takes too long; should forget tasks that are cancelled
     * @param userAgent this server's name
     * @param trust says whom to believe by https; asked once, when somebody is called first
     */
    public HttpCalls(
            Executor executor,
            HostLookup hosts,
            ScheduledExecutorService timer,
            String userAgent,
            Supplier<SSLContext> trust) {
        this.executor = executor;
        this.hosts = hosts;
        this.timer = timer;
        this.userAgent = userAgent;
        this.client = new LazyClient(executor, trust);
    }

    /** One call: its answer, and what has to end when its time is over. */
    private final class Attempt {
        private final HttpRequest request;
        private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private volatile boolean mayRepeat;

        Attempt(HttpRequest request, boolean mayRepeat) {
            this.request = request;
            this.mayRepeat = mayRepeat;
        }

        void send() {
            if (answer.isDone()) {
                end.complete(null);
                return;
            }
            CompletableFuture<HttpResponse<Void>> exchange = client.client().sendAsync(request, head -> {
                Drain body = new Drain();
                // Once the head is here, to cancel the exchange may do nothing.
                end.whenComplete((nothing, over) -> body.cutOff());
                answer.complete(new HttpAnswer(head.statusCode(), head.headers()));
                return body;
            });
            end.whenComplete((nothing, over) -> exchange.cancel(true));
            exchange.whenComplete((response, fault) -> ended(fault));
        }

        private void ended(@Nullable Throwable fault) {
            Throwable cause = fault == null ? new IOException("no answer") : Faults.cause(fault);
            if (fault != null && isStale(cause)) {
                mayRepeat = false;
                // Not here, where the client is still busy with the end of the other.
                executor.execute(this::sendOrFail);
                return;
            }
            fail(cause);
        }

        private boolean isStale(Throwable cause) {
            return mayRepeat
                    && !answer.isDone()
                    && cause instanceof IOException
                    && !(cause instanceof ConnectException)
                    && !hasBegun(cause);
        }

        /** Whether there was something of an answer. Of one that is cut off, Java's client says so in words alone. */
        private static boolean hasBegun(Throwable cause) {
            return cause instanceof ProtocolException
                    || Optional.ofNullable(cause.getMessage()).orElse("").contains("parser state [");
        }

        void sendOrFail() {
            try {
                send();
            } catch (RuntimeException | Error fault) {
                fail(fault);
            }
        }

        /** Has no effect on an answer that is there. */
        void fail(Throwable cause) {
            answer.completeExceptionally(cause);
            end.complete(null);
        }
    }

    /**
     * Posts a form.
     *
     * @return completes on any thread with the head of the answer, a redirect's too; fails with whatever has kept it
     *     from coming in time
     */
    public CompletionStage<HttpAnswer> post(HttpForm form) {
        Attempt attempt = new Attempt(request(form), form.mayRepeat());
        Duration patience = form.patience();
        open.put(attempt.end, true);
        attempt.end.whenComplete((nothing, over) -> open.remove(attempt.end));
        // Only now: who closes sees either this call, or that it has not begun.
        if (closed) {
            attempt.fail(new IOException("the server ends"));
            return attempt.answer;
        }
        ScheduledFuture<?> deadline = timer.schedule(
                // Whoever waits for the answer goes on where it fails, which is no work for the timer.
                () -> executor.execute(
                        () -> attempt.fail(new TimeoutException("no answer within " + patience.toMillis() + " ms"))),
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
        attempt.end.whenComplete((nothing, over) -> deadline.cancel(false));
        // Java keeps the address in mind for half a minute, so that its client finds it there.
        String host = attempt.request.uri().getHost();
        CompletableFuture<?> lookup = hosts.addresses(host);
        attempt.end.whenComplete((nothing, over) -> lookup.cancel(false));
        // Not on the thread of whoever asks, who may have no time to spare.
        lookup.whenCompleteAsync(
                (addresses, unknown) -> {
                    if (unknown == null) {
                        attempt.sendOrFail();
                    } else {
                        attempt.fail(new UnknownHostException("the host " + host + " is unknown"));
                    }
                },
                executor);
        return attempt.answer;
    }

    private HttpRequest request(HttpForm form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(form.url())
                .version(HttpClient.Version.HTTP_1_1)
                .header("User-Agent", userAgent)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.body(), StandardCharsets.US_ASCII));
        form.authorization().ifPresent(login -> request.header("Authorization", login));
        return request.build();
    }

    /** Gives up whatever has not been answered. */
    @Override
    public void close() {
        closed = true;
        open.keySet().forEach(end -> end.complete(null));
        client.close();
    }
}
