package org.icefloe.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.icefloe.mount.Refusal;
import org.icefloe.net.Subscriber;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of failed logins and tells them to the log, at most one from an address every {@value #QUIET_SECONDS} s. Where
 * too many come from, passwords are not compared for a while:
 *
 * <pre>
 *   failure 1 ... failure N   within the window   |<--- the window, once more --->|
 *                                                 logins that are unknown: 429      heard again, from 1
 *                                                 logins known to be right: let in
 * </pre>
 *
 * What comes while nobody listens does not make it longer, so whoever mends a password is let in after the window at
 * the latest. Addresses of IPv6 count by their /64, which is what one subscriber has. Safe for any number of threads.
 */
public final class LoginThrottle {
    private static final Logger log = LoggerFactory.getLogger(LoginThrottle.class);

    /** How long the log is spared further failures of an address, in seconds. */
    static final int QUIET_SECONDS = 5;

    /** The most addresses that are remembered, about 200 bytes each; those not heard of for longest go first. */
    static final int CAPACITY = 16_384;

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(QUIET_SECONDS);

    /**
     * How many logins may fail.
     *
     * @param most from one address in a window; 0 is any number
     * @param window more than 0
     */
    public record Limit(int most, Duration window) {
        /** Any number. */
        static final Limit NONE = new Limit(0, Duration.ofMinutes(1));
    }

    private final Supplier<Limit> limit;
    private final Ticker ticker;

    /** By subscriber. Guarded by itself, as are the records. */
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > CAPACITY;
        }
    };

    /** @param limit asked at each login, so that it may change meanwhile; none at all frees whoever is blocked */
    public LoginThrottle(Supplier<Limit> limit, Ticker ticker) {
        this.limit = limit;
        this.ticker = ticker;
    }

    /** Lets any number of logins fail. */
    static LoginThrottle none() {
        return new LoginThrottle(() -> Limit.NONE, Ticker.system());
    }

    /** What has failed from one subscriber. All times are of the ticker, in ns. */
    private static final class Failures {
        private int count;
        private long began;
        private boolean blocked;
        private long blockedUntil;
        private int untold;
        private long quietUntil;

        Failures(long now) {
            began = now;
            quietUntil = now;
        }

        Optional<Duration> block(long now, Limit limit) {
            blocked = blocked && limit.most > 0 && blockedUntil - now > 0;
            return blocked ? Optional.of(Duration.ofNanos(blockedUntil - now)) : Optional.empty();
        }

        /** @return what the log is to be told, if it was not told just now */
        Optional<String> line(long now, String sentence) {
            if (quietUntil - now > 0) {
                untold++;
                return Optional.empty();
            }
            String rest = untold == 0 ? "" : "; and %d more from there since the last such line".formatted(untold);
            untold = 0;
            quietUntil = now + QUIET_NANOS;
            return Optional.of(sentence + rest);
        }

        /** @return whether this was one too many */
        boolean add(long now, Limit limit) {
            if (now - began > limit.window.toNanos()) {
                began = now;
                count = 0;
            }
            count++;
            if (limit.most == 0 || count < limit.most) {
                return false;
            }
            count = 0;
            blocked = true;
            blockedUntil = now + limit.window.toNanos();
            return true;
        }
    }

    /** What to answer a login that is unknown; empty if its password is to be compared. */
    public Optional<Refusal> refusal(String address) {
        Limit allowed = limit.get();
        synchronized (failures) {
            return Optional.ofNullable(failures.get(Subscriber.of(address)))
                    .flatMap(known -> known.block(ticker.nanos(), allowed))
                    .map(Refusal::tooManyLogins);
        }
    }

    /**
     * Notes that a login has failed, and tells the log.
     *
     * @param address the client's
     * @param attempt such as {@code Source login at /live.mp3}, in printable text
     * @param who such as {@code user "dj"}, in printable text
     * @return what to answer: 401, or 429 if too many from there have failed before
     */
    public Refusal failed(String address, String attempt, String who) {
        long now = ticker.nanos();
        Limit allowed = limit.get();
        String subscriber = Subscriber.of(address);
        Optional<String> line;
        boolean last;
        synchronized (failures) {
            Failures known = failures.computeIfAbsent(subscriber, unknown -> new Failures(now));
            Optional<Duration> block = known.block(now, allowed);
            if (block.isPresent()) {
                return Refusal.tooManyLogins(block.get());
            }
            last = known.add(now, allowed);
            line = known.line(
                    now, "%s from %s is refused: wrong user or password (%s)".formatted(attempt, address, who));
        }
        line.ifPresent(log::warn);
        if (last) {
            tellOfBlock(subscriber, allowed);
        }
        return Refusal.UNAUTHORIZED;
    }

    /**
     * Tells the log, as seldom as of failures, that an account has asked for what it has no right to.
     *
     * @param address the client's
     * @param attempt such as {@code Login for GET /admin/stats}, in printable text
     * @param who such as {@code user "dj"}, in printable text
     */
    public void forbidden(String address, String attempt, String who) {
        line(address, "%s from %s is refused: %s has no right to it".formatted(attempt, address, who))
                .ifPresent(log::warn);
    }

    /**
     * Tells the log, as seldom as of failures, that a backend wants nothing of a client; which is no failed login.
     *
     * @param address the client's
     * @param sentence in printable text
     */
    public void refusedElsewhere(String address, String sentence) {
        line(address, sentence).ifPresent(log::info);
    }

    private Optional<String> line(String address, String sentence) {
        long now = ticker.nanos();
        synchronized (failures) {
            return failures.computeIfAbsent(Subscriber.of(address), unknown -> new Failures(now))
                    .line(now, sentence);
        }
    }

    private static void tellOfBlock(String subscriber, Limit limit) {
        log.warn(
                "{} logins from {} have failed within {} s: for the next {} s only logins from there are let in that"
                        + " were right before (icefloe.auth.max-failures, icefloe.auth.failure-window)",
                limit.most,
                subscriber,
                limit.window.toSeconds(),
                limit.window.toSeconds());
    }
}
