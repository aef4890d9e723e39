package org.icefloe.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.icefloe.mount.Refusal;
import org.icefloe.net.Subscriber;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests whose bodies have not come whole. None has a thread: a container has 200 for everything, and a client may
 * send as slowly as it likes. What they hold is memory, so that each has little time, and each client few at a time.
 * Safe for any number of threads.
 */
final class UnfinishedBodies {
    /**
     * The most of a client. A body is under way for as long as a packet takes: a browser has six connections, a server
     * that lists its streams four, and several may be behind one address.
     */
    static final int OF_A_CLIENT = 16;

    private static final long RETRY_SECONDS = 5;

    private static final Refusal TOO_MANY = new Refusal(
            429,
            "Too Many Requests",
            "Your address has " + OF_A_CLIENT + " requests here whose bodies are unfinished, and may have no more;"
                    + " send those to their ends, or try again in " + RETRY_SECONDS + " s",
            RETRY_SECONDS);

    private static final long TELLS_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger log = LoggerFactory.getLogger(UnfinishedBodies.class);

    private final Supplier<BodyLimits> limits;
    private final Ticker ticker;

    /** Guarded by this object, as is all below. */
    private final Set<PendingBody> pending = new HashSet<>();

    private final Map<String, Integer> ofClients = new HashMap<>();
    private long refused;
    private long toldAtNanos;

    /** @param limits asked at each request */
    UnfinishedBodies(Supplier<BodyLimits> limits, Ticker ticker) {
        this.limits = limits;
        this.ticker = ticker;
        this.toldAtNanos = ticker.nanos() - TELLS_AGAIN_NANOS;
    }

    /** Whether all of a body, if there is one, has come with the head, as it mostly does. */
    static boolean isWhole(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        return length == 0
                || !Requests.isFramed(request)
                || length > 0 && request.getInputStream().available() >= length;
    }

    /**
     * Lets a request wait for its body, or for its refusal.
     *
     * @param client the address that asks
     */
    void await(HttpServletRequest request, String client) {
        BodyLimits now = limits.get();
        String subscriber = Subscriber.of(client);
        PendingBody body = new PendingBody(request, now, gone -> leave(gone, subscriber));
        boolean isTaken = enter(body, subscriber);
        if (!isTaken) {
            body.refuse(TOO_MANY);
        } else if (request.getContentLengthLong() > now.bytes()) {
            body.refuse(Refusal.bodyTooLarge(now.bytes()));
        }
        body.begin();
    }

    private synchronized boolean enter(PendingBody body, String subscriber) {
        int here = ofClients.getOrDefault(subscriber, 0);
        if (here >= OF_A_CLIENT) {
            refused++;
            tell(subscriber);
            return false;
        }
        ofClients.put(subscriber, here + 1);
        pending.add(body);
        return true;
    }

    private void tell(String subscriber) {
        if (ticker.nanos() - toldAtNanos >= TELLS_AGAIN_NANOS) {
            log.warn(
                    "{} has {} requests here whose bodies are unfinished; those beyond are refused, {} so far of all"
                            + " addresses",
                    subscriber,
                    OF_A_CLIENT,
                    refused);
            toldAtNanos = ticker.nanos();
        }
    }

    private synchronized void leave(PendingBody body, String subscriber) {
        if (pending.remove(body)) {
            ofClients.computeIfPresent(subscriber, (client, here) -> here > 1 ? here - 1 : null);
        }
    }

    /** Refuses all of them. */
    void refuseAll(Refusal refusal) {
        all().forEach(body -> body.refuse(refusal));
    }

    private synchronized List<PendingBody> all() {
        return List.copyOf(pending);
    }
}
