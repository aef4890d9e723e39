package org.icefloe.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.bytes.Printable;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamParser;
import org.icefloe.format.StreamTags;
import org.icefloe.format.icy.IcyDemuxer;
import org.icefloe.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one relay, over all its connections. What a new one sends is searched for the end of what was heard
 * ({@link Seam}); from there on the same parser goes on, as if the connection had never broken: nothing is missing,
 * nothing is heard twice, and no decoder notices. Where that is not found, a new parser takes all that has come.
 *
 * <pre>
 *   connection ──> IcyDemuxer ──> Seam, until it is found ──> parser of the sound ──> session
 *   of its own     titles         holds sound and titles      of all connections      of its own
 * </pre>
 *
 * <p>Every connection's session has a parser of its own from here, which is good until the next one begins. Guarded by
 * this object's monitor, which is taken under that of a session, and under which that of a mount's intake is.
 */
final class RelayedSound {
    /** How long the end of what was heard may be on its way: one upstream is behind another. */
    private static final Duration LONGEST_HOLD = Duration.ofMillis(500);

    /** In bytes. A server that sends titles as far apart sends none. */
    private static final int LONGEST_INTERVAL = 16 << 20;

    /** Of those that change with every block of a stream that is held, the last ones. */
    private static final int MOST_TITLES = 64;

    private final Ticker ticker;
    private final Tail tail = new Tail();

    /** Cuts the sound; of no connection before the first one. */
    private @Nullable StreamParser parser;

    private @Nullable Connection present;

    /** What the parser has told last. */
    private StreamInfo info = StreamInfo.UNKNOWN;

    /** Whether the last frame was one of sound: headers alone are lost with their session. */
    private boolean inSound;

    RelayedSound(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * How many bytes of sound stand between two blocks of ICY metadata.
     *
     * @return 0 if there are no blocks
     * @throws StreamFormatException if the header says what cannot be; the message follows on the upstream's address
     */
    static int metaint(ResponseHead head) {
        return head.header("icy-metaint").map(RelayedSound::parseInterval).orElse(0);
    }

    private static int parseInterval(String header) {
        int interval = header.matches("[0-9]{1,8}") ? Integer.parseInt(header) : -1;
        if (interval < 0 || interval > LONGEST_INTERVAL) {
            throw new StreamFormatException("answered with an icy-metaint of " + Printable.quote(header)
                    + "; expected 1 to " + LONGEST_INTERVAL + " bytes, or 0 for no titles");
        }
        return interval;
    }

    /**
     * Begins another connection: what it sends goes by the parser that is returned, which is for its session. What a
     * former connection sends from now on is left alone, even if it is just being read. Any thread.
     *
     * @param metaint bytes of sound between two blocks of ICY metadata; 0 if it sends none
     * @param fresh makes a parser for the sound alone; called under this object's monitor, here or while bytes are read
     */
    synchronized StreamParser next(int metaint, Supplier<StreamParser> fresh) {
        Connection connection = new Connection(metaint, fresh);
        present = connection;
        if (parser == null || !inSound || tail.bytes().length < Seam.LEAST) {
            beginAnew(fresh);
        } else {
            connection.seam = new Seam(tail.bytes());
        }
        return connection;
    }

    /**
     * Has the present connection begin as if nothing had been heard: what is heard of it is heard at a mount that has
     * not had what was heard before, or is of another type. To be called before {@link #next}, or before the first byte
     * is read.
     */
    synchronized void forget() {
        tail.clear();
        if (present != null && present.seam != null) {
            present.seam = null;
            beginAnew(present.fresh);
        }
    }

    /** Why the present connection's bytes were refused, in words that follow on the upstream's address. */
    synchronized Optional<String> fault() {
        return present == null ? Optional.empty() : present.fault;
    }

    private StreamParser beginAnew(Supplier<StreamParser> fresh) {
        tail.clear();
        info = StreamInfo.UNKNOWN;
        inSound = false;
        StreamParser begun = fresh.get();
        parser = begun;
        return begun;
    }

    /** What one connection sends. */
    private final class Connection implements StreamParser, FrameSink {
        private final Supplier<StreamParser> fresh;
        private final StreamParser input;

        /** Titles that were told while bytes were held, the first one first. */
        private final Deque<HeldTitle> titles = new ArrayDeque<>();

        /** While bytes are held. */
        private @Nullable Seam seam;

        private Optional<String> fault = Optional.empty();
        private @Nullable FrameSink session;
        private boolean begun;
        private long firstByteNanos;

        /** What the parser had left out before this connection; 0 for one of its own. */
        private long skippedBefore;

        /** For whoever asks without the monitor. */
        private volatile long skipped;

        Connection(int metaint, Supplier<StreamParser> fresh) {
            this.fresh = fresh;
            StreamParser sound = new Sound();
            this.input = metaint == 0 ? sound : IcyDemuxer.strict(metaint, StandardCharsets.ISO_8859_1, sound);
        }

        @Override
        public void read(ByteBuffer bytes, FrameSink sink) {
            synchronized (RelayedSound.this) {
                if (present == this) {
                    readPresent(bytes, sink);
                } else {
                    bytes.position(bytes.limit());
                }
            }
        }

        private void readPresent(ByteBuffer bytes, FrameSink sink) {
            session = sink;
            if (!begun) {
                begun = true;
                firstByteNanos = ticker.nanos();
            }
            boolean taken = false;
            try {
                input.read(bytes, this);
                giveUpInTime();
                taken = true;
            } catch (StreamFormatException refused) {
                fault = Optional.of("does not send what it says: " + refused.getMessage());
                throw refused;
            } finally {
                noteRead(taken);
            }
        }

        /** A parser that has refused its bytes is of no use to anybody, but one that was only waited with is. */
        private void noteRead(boolean taken) {
            if (seam == null) {
                skipped = sound().skippedBytes() - skippedBefore;
                parser = taken ? parser : null;
            }
        }

        private StreamParser sound() {
            return Objects.requireNonNull(parser);
        }

        private void feed(ByteBuffer bytes) {
            tail.add(bytes);
            sound().read(bytes, this);
        }

        private void hold(Seam holding, ByteBuffer bytes) {
            holding.hold(bytes);
            if (holding.isCertain() || holding.isFull()) {
                release(holding);
            }
        }

        private void giveUpInTime() {
            if (seam != null && ticker.nanos() - firstByteNanos >= LONGEST_HOLD.toNanos()) {
                release(seam);
            }
        }

        /** Goes on with the same parser behind the seam, or with a new one at the beginning. */
        private void release(Seam released) {
            seam = null;
            if (released.place().isPresent()) {
                skippedBefore = sound().skippedBytes();
                info(info);
            } else {
                beginAnew(fresh);
            }
            int from = released.place().orElse(0);
            tellTitlesUpTo(from);
            while (!titles.isEmpty()) {
                int to = titles.element().place();
                feed(released.held(from, to));
                tellTitlesUpTo(to);
                from = to;
            }
            feed(released.held(from, released.length()));
        }

        /** Of those that belong to bytes before a place, the last one holds there. */
        private void tellTitlesUpTo(int place) {
            Optional<StreamTags> last = Optional.empty();
            while (!titles.isEmpty() && titles.element().place() <= place) {
                last = Optional.of(titles.remove().tags());
            }
            last.ifPresent(this::tags);
        }

        @Override
        public boolean retitle(StreamTags tags) {
            synchronized (RelayedSound.this) {
                return present == this && parser != null && sound().retitle(tags);
            }
        }

        @Override
        public long skippedBytes() {
            return skipped;
        }

        private FrameSink session() {
            return Objects.requireNonNull(session);
        }

        @Override
        public void frame(Frame frame) {
            inSound = frame.kind() == Frame.Kind.ENTRY || frame.kind() == Frame.Kind.CONTINUATION;
            session().frame(frame);
        }

        @Override
        public void tags(StreamTags tags) {
            if (seam == null) {
                session().tags(tags);
                return;
            }
            if (titles.size() == MOST_TITLES) {
                titles.remove();
            }
            titles.add(new HeldTitle(seam.length(), tags));
        }

        @Override
        public void info(StreamInfo found) {
            info = found;
            session().info(found);
        }

        /** What is left when titles are taken out. */
        private final class Sound implements StreamParser {
            @Override
            public void read(ByteBuffer bytes, FrameSink sink) {
                if (seam != null) {
                    hold(seam, bytes);
                }
                if (bytes.hasRemaining()) {
                    feed(bytes);
                }
            }

            @Override
            public long skippedBytes() {
                return skipped;
            }
        }
    }

    /**
     * A title that waits with the bytes it stands between.
     *
     * @param place behind how many of them
     */
    private record HeldTitle(int place, StreamTags tags) {}
}
