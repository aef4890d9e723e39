package org.icefloe.source;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.icefloe.bytes.Printable;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.Intake;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Source;
import org.icefloe.mount.StreamProfile;
import org.icefloe.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One source and the mount it feeds, from the moment it was admitted until either end closes.
 *
 * <p>{@link #receive} is called by one thread at a time, the door's; {@link #end} and {@link #retitle} by any.
 */
public final class SourceSession implements Source {
    private static final Logger log = LoggerFactory.getLogger(SourceSession.class);

    /** So many bytes, left out one after the other, are no tag and no accident. */
    private static final int MUCH_JUNK = 64 * 1024;

    private final MountName name;
    private final StreamProfile profile;
    private final MountRegistry mounts;
    private final Client client;
    private final Ticker ticker;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean released = new AtomicBoolean();

    /** Told once, when the mount that was on for this source is free again. Set before the session begins. */
    private volatile Runnable whenReleased = () -> {};

    /** Guarded by this object: a title may be set while the door's thread reads on. */
    private final StreamParser parser;

    /** Set once, when the mount is on. */
    private volatile @Nullable Intake intake;

    /** Whether it was said that most of it is left out; confined to the door's thread. */
    private boolean warned;

    /** Bytes that were read; written by the door's thread. */
    private volatile long received;

    /** When the last byte came, in ns of the ticker; written by the door's thread, read by the watch. */
    private volatile long lastByteNanos;

    /**
     * Who sends.
     *
     * @param relay which relay of this server, if the other end is another server
     */
    record Client(SourceConnection connection, Optional<Object> relay) {
        Client(SourceConnection connection) {
            this(connection, Optional.empty());
        }
    }

    SourceSession(
            MountName name,
            StreamProfile profile,
            StreamParser parser,
            Client client,
            MountRegistry mounts,
            Ticker ticker) {
        this.name = name;
        this.profile = profile;
        this.parser = parser;
        this.client = client;
        this.mounts = mounts;
        this.ticker = ticker;
        this.lastByteNanos = ticker.nanos();
    }

    /** Has somebody told when a session that had begun is over. To be called before it begins. */
    void whenReleased(Runnable action) {
        whenReleased = action;
    }

    /**
     * Turns the mount on.
     *
     * @throws org.icefloe.mount.RefusedException if it is not to be had
     */
    void begin() {
        intake = mounts.begin(name, profile, this);
        if (ended.get()) {
            releaseMount();
        }
    }

    private Intake intake() {
        return Objects.requireNonNull(intake);
    }

    /** The mount this source feeds. */
    public Mount mount() {
        return intake().mount();
    }

    /** Whether the session is over; bytes received after that are left alone. */
    public boolean isEnded() {
        return ended.get();
    }

    /**
     * Takes all bytes between position and limit. If they are not of the type that the source claimed, the session ends
     * and the connection is closed.
     */
    public void receive(ByteBuffer bytes) {
        if (ended.get()) {
            return;
        }
        lastByteNanos = ticker.nanos();
        received += bytes.remaining();
        intake().mount().counters().received(bytes.remaining());
        try {
            read(bytes);
            intake().published();
            warnOfJunk();
        } catch (StreamFormatException notOfThisType) {
            tell(
                    Level.WARN,
                    "Source {} of {} is refused: it claims to send {}, but {}",
                    profile.address(),
                    name,
                    Printable.quote(profile.contentType().value()),
                    notOfThisType.getMessage());
            end("wrong type");
        }
    }

    /** Says once that most of what comes is left out: the source goes on, and its operator would else never know. */
    private void warnOfJunk() {
        long skipped = parser.skippedBytes();
        if (!warned && skipped > MUCH_JUNK && skipped > received / 2) {
            warned = true;
            tell(
                    Level.WARN,
                    "Source {} of {} claims to send {}, but {} of {} bytes belong to no frame of it and are left out",
                    profile.address(),
                    name,
                    Printable.quote(profile.contentType().value()),
                    skipped,
                    received);
        }
    }

    private synchronized void read(ByteBuffer bytes) {
        parser.read(bytes, intake());
    }

    @Override
    public CompletionStage<Boolean> retitle(StreamTags tags) {
        CompletableFuture<Boolean> set = new CompletableFuture<>();
        client.connection().catchUp(() -> {
            try {
                set.complete(carry(tags));
            } catch (RuntimeException | Error fault) {
                set.completeExceptionally(fault);
            }
        });
        return set;
    }

    private synchronized boolean carry(StreamTags tags) {
        boolean inStream = parser.retitle(tags);
        boolean possible = inStream || profile.contentType().format().carriesIcyMetadata();
        if (possible) {
            intake().tags(tags);
        }
        return possible;
    }

    /** Whether the stream is another server's, which this one relays. */
    public boolean isRelay() {
        return client.relay().isPresent();
    }

    /** A relay only follows itself; nobody else has its place by a setting of its own. */
    @Override
    public boolean mayReplace(Source present, boolean takeover) {
        return isRelay()
                ? present instanceof SourceSession session
                        && session.client.relay().equals(client.relay())
                : takeover;
    }

    /** Frees the mount and closes the connection. Only the first call counts. */
    @Override
    public void end(String reason) {
        if (ended.compareAndSet(false, true)) {
            // The log tells why before it tells what follows: where listeners go, and the next source.
            tell(
                    Level.INFO,
                    "Source {} of {} has ended: {}; {} bytes came, {} of them were skipped",
                    profile.address(),
                    name,
                    reason,
                    received,
                    parser.skippedBytes());
            releaseMount();
        }
    }

    /** A relay has a session for each connection; how it fares it tells itself, and a failure once. */
    private void tell(Level level, String message, Object... values) {
        log.atLevel(isRelay() ? Level.DEBUG : level).log(message, values);
    }

    private void releaseMount() {
        try {
            if (intake != null) {
                mounts.release(intake);
                tellReleased();
            }
        } finally {
            client.connection().close();
        }
    }

    private void tellReleased() {
        if (released.compareAndSet(false, true)) {
            whenReleased.run();
        }
    }

    /** Bytes that have come from the source, as they were sent. Any thread. */
    public long bytesReceived() {
        return received;
    }

    /** How long nothing has come. */
    Duration silence() {
        return Duration.ofNanos(ticker.nanos() - lastByteNanos);
    }
}
