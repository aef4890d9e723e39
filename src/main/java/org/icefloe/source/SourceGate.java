package org.icefloe.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.bytes.Printable;
import org.icefloe.config.MountSetting;
import org.icefloe.format.ContentType;
import org.icefloe.format.StreamParser;
import org.icefloe.format.icy.IcyDemuxer;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.mount.StreamProfile;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where sources come in, whatever door they took: first {@link #authenticate}, then {@link #open}, then the door's
 * reply, and only then the first byte of the body. Safe for any number of threads.
 */
public final class SourceGate {
    private static final Logger log = LoggerFactory.getLogger(SourceGate.class);

    /** How often silent sources are looked for: well below the shortest sensible timeout. */
    private static final long WATCH_INTERVAL_MILLIS = 500;

    private final MountRegistry mounts;
    private final SourceLogins logins;
    private final StreamParsers parsers;
    private final Ticker ticker;
    private final Set<SourceSession> sessions = ConcurrentHashMap.newKeySet();
    private final List<SourceObserver> observers = new CopyOnWriteArrayList<>();

    /** Where the server's accounts say who may stream. */
    public SourceGate(MountRegistry mounts, Authenticator authenticator, StreamParsers parsers, Ticker ticker) {
        this(mounts, new SourceLogins(authenticator), parsers, ticker);
    }

    public SourceGate(MountRegistry mounts, SourceLogins logins, StreamParsers parsers, Ticker ticker) {
        this.mounts = mounts;
        this.logins = logins;
        this.parsers = parsers;
        this.ticker = ticker;
    }

    /** Begins to release sources that send nothing for their mount's source timeout, and mounts that linger no more. */
    public void watch(ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(
                this::releaseSilentSources, WATCH_INTERVAL_MILLIS, WATCH_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void releaseSilentSources() {
        mounts.endOverdue();
        for (SourceSession session : sessions) {
            if (session.isEnded()) {
                sessions.remove(session);
            } else {
                releaseIfSilent(session);
            }
        }
    }

    /** A fault at one source must not end the watch over the others. */
    private static void releaseIfSilent(SourceSession session) {
        try {
            Duration timeout = session.mount().settings().sourceTimeout();
            if (session.silence().compareTo(timeout) > 0) {
                session.end("nothing came for longer than " + timeout.toMillis() + " ms, the source timeout");
            }
        } catch (RuntimeException fault) {
            log.error("Source of {} cannot be released", session.mount().name(), fault);
        }
    }

    /**
     * Asks whether the client may feed the mount. Leaves no trace of one that may not, but a line in the log if it sent
     * credentials.
     *
     * @return completes when it may, and fails with a {@link RefusedException} when it may not
     */
    public CompletionStage<Void> authenticate(SourceRequest request) {
        if (request.mount().isReserved()) {
            return refused(Refusal.MOUNT_RESERVED);
        }
        if (request.credentials().isEmpty()) {
            return refused(Refusal.UNAUTHORIZED);
        }
        Credentials credentials = request.credentials().get();
        String who = "user " + Printable.quote(credentials.user());
        return logins.mayStream(request, credentials)
                .thenCompose(may -> may ? admitted() : refusedLogin(request.mount(), request.address(), who));
    }

    /** The same for a SHOUTcast source, which sends a line instead of a request. */
    public CompletionStage<Void> authenticate(ShoutcastLine line, String address) {
        if (line.mount().isReserved()) {
            return refused(Refusal.MOUNT_RESERVED);
        }
        return logins.mayStream(line, address)
                .thenCompose(may -> may ? admitted() : refusedLogin(line.mount(), address, "SHOUTcast login"));
    }

    private static CompletionStage<Void> admitted() {
        return CompletableFuture.completedStage(null);
    }

    private CompletionStage<Void> refusedLogin(MountName mount, String address, String who) {
        return refused(logins.failed(mount, address, who));
    }

    private static CompletionStage<Void> refused(Refusal refusal) {
        return CompletableFuture.failedStage(new RefusedException(refusal));
    }

    /**
     * Turns the mount on for a client that {@link #authenticate} let through.
     *
     * @param connection closed when the session ends
     * @throws RefusedException if the mount has a source already, there are too many, or the type is none that streams
     */
    public SourceSession open(SourceRequest request, SourceConnection connection) {
        try {
            return begin(request, connection);
        } catch (RefusedException refused) {
            log.warn("Source {} at {} is refused: {}", request.address(), request.mount(), refused.getMessage());
            throw refused;
        }
    }

    private SourceSession begin(SourceRequest request, SourceConnection connection) {
        ContentType type = streamable(typeSetFor(request.mount())
                .or(request::contentType)
                .orElseThrow(() -> new RefusedException(Refusal.NO_CONTENT_TYPE)));
        StreamProfile profile = new StreamProfile(
                type, ListenerHeaders.of(request.headers()), request.header("user-agent"), request.address());
        SourceSession session = new SourceSession(
                request.mount(),
                profile,
                parserFor(type, request),
                new SourceSession.Client(connection),
                mounts,
                ticker);
        begin(session);
        log.info("Source {} streams {} to {}", request.address(), Printable.oneLine(type.value()), request.mount());
        return session;
    }

    private Optional<ContentType> typeSetFor(MountName mount) {
        return mounts.settingsOf(mount).get(MountSetting.TYPE).map(ContentType::new);
    }

    private static ContentType streamable(ContentType type) {
        if (!type.isStreamable()) {
            throw new RefusedException(Refusal.CONTENT_TYPE);
        }
        return type;
    }

    private void begin(SourceSession session) {
        session.whenReleased(() -> tell(observer -> observer.ended(session)));
        session.begin();
        sessions.add(session);
        tell(observer -> observer.began(session));
    }

    /**
     * The type under which a relayed stream would be heard: that of the mount's settings, or that of the stream.
     *
     * @throws RefusedException if it is none that streams
     */
    public ContentType typeOf(RelayedStream stream) {
        return streamable(typeSetFor(stream.mount()).orElseGet(stream::contentType));
    }

    /**
     * Turns the mount on for a stream of another server. Where the same relay has a session there already, the new one
     * takes its place; no takeover setting lets it replace anybody else.
     *
     * @param parser for the stream's {@linkplain #typeOf type}
     * @param connection closed when the session ends
     * @param relay which one this is
     * @throws RefusedException if the mount has another source, there are too many, or the type is none that streams
     */
    public SourceSession relay(RelayedStream stream, StreamParser parser, SourceConnection connection, Object relay) {
        SourceSession session = new SourceSession(
                stream.mount(),
                stream.profile(typeOf(stream)),
                parser,
                new SourceSession.Client(connection, Optional.of(relay)),
                mounts,
                ticker);
        begin(session);
        return session;
    }

    /** Bytes that have come from the sources that are there, as they were sent. */
    public long bytesReceived() {
        return sessions.stream()
                .filter(session -> !session.isEnded())
                .mapToLong(SourceSession::bytesReceived)
                .sum();
    }

    /** Has somebody told of every source that comes or goes from now on. */
    public void observe(SourceObserver observer) {
        observers.add(observer);
    }

    /** A fault of somebody who only looks on must not cost the source anything. */
    private void tell(Consumer<SourceObserver> event) {
        for (SourceObserver observer : observers) {
            try {
                event.accept(observer);
            } catch (RuntimeException fault) {
                log.error("Somebody who counts sources has failed at one", fault);
            }
        }
    }

    /** A source that puts ICY metadata between its bytes says so; listeners are sent blocks of our own. */
    private StreamParser parserFor(ContentType type, SourceRequest request) {
        StreamParser parser = parsers.parserFor(type);
        return request.header("icy-metaint")
                .filter(value -> type.format().carriesIcyMetadata() && value.matches("[1-9][0-9]{0,7}"))
                .<StreamParser>map(
                        value -> new IcyDemuxer(Integer.parseInt(value), StandardCharsets.ISO_8859_1, parser))
                .orElse(parser);
    }
}
