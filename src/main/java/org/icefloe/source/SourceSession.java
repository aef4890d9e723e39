package org.icefloe.source;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.icefloe.bytes.Printable;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamParser;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source and the mount it feeds, from the moment it was admitted until either end closes.
 *
 * <p>{@link #receive} is called by one thread at a time, the door's; {@link #end} by any.
 */
public final class SourceSession {
    private static final Logger log = LoggerFactory.getLogger(SourceSession.class);

    private final Mount mount;
    private final MountRegistry mounts;
    private final StreamParser parser;
    private final SourceConnection connection;
    private final Ticker ticker;
    private final FrameSink sink = new IntoMount();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** When the last byte came, in ns of the ticker; written by the door's thread, read by the watch. */
    private volatile long lastByteNanos;

    SourceSession(Mount mount, MountRegistry mounts, StreamParser parser, SourceConnection connection, Ticker ticker) {
        this.mount = mount;
        this.mounts = mounts;
        this.parser = parser;
        this.connection = connection;
        this.ticker = ticker;
        this.lastByteNanos = ticker.nanos();
    }

    /** The mount this source feeds. */
    public Mount mount() {
        return mount;
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
        try {
            parser.read(bytes, sink);
            mount.published();
        } catch (StreamFormatException notOfThisType) {
            log.warn(
                    "Source {} of {} is refused: it claims to send {}, but {}",
                    mount.profile().address(),
                    mount.name(),
                    Printable.quote(mount.profile().contentType().value()),
                    notOfThisType.getMessage());
            end("wrong type");
        }
    }

    /**
     * Frees the mount and closes the connection. Only the first call counts.
     *
     * @param reason for the log, such as {@code connection closed}
     */
    public void end(String reason) {
        if (ended.compareAndSet(false, true)) {
            endMount();
            log.info(
                    "Source {} of {} has ended: {}; {} bytes were streamed, {} skipped",
                    mount.profile().address(),
                    mount.name(),
                    reason,
                    mount.buffer().head(),
                    parser.skippedBytes());
        }
    }

    private void endMount() {
        try {
            mounts.end(mount);
        } finally {
            connection.close();
        }
    }

    /** How long nothing has come. */
    Duration silence() {
        return Duration.ofNanos(ticker.nanos() - lastByteNanos);
    }

    /** What the parser finds goes to the mount. */
    private final class IntoMount implements FrameSink {
        @Override
        public void frame(Frame frame) {
            mount.buffer().append(frame);
        }

        @Override
        public void tags(StreamTags tags) {
            mount.titles().announce(tags);
        }

        @Override
        public void info(StreamInfo info) {
            mount.info(info);
        }
    }
}
