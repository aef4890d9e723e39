package org.icefloe.recording;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.icefloe.config.MountSetting;
import org.icefloe.format.StreamFormatException;
import org.icefloe.mount.Audience;
import org.icefloe.mount.Mount;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records one mount, as long as its settings want it.
 *
 * <pre>
 *     IDLE ─── a dump file is set ────> RECORDING ─── a file cannot be written ───> RESTING
 *      ^                                │  ^  ^ └─ behind the queue: a new file ─┐     │
 *      └─── none is set any more ───────┘  │  └──────────────────────────────────┘     │
 *                                          └──────── a minute, or another name ────────┘
 * </pre>
 *
 * <p>Confined to the recordings' thread, but for what it hears as the mount's audience.
 */
final class Recorder implements Audience {
    private static final Logger log = LoggerFactory.getLogger(Recorder.class);

    /** How much waits before a visit is asked for out of turn, in bytes: fast streams fill a queue in a second. */
    private static final int PORTION = 64 * 1024;

    /** Time to make room on a disk. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final long NEVER = Long.MAX_VALUE;
    private static final long NOWHERE = -1;

    private final Mount mount;
    private final Archive archive;
    private final Executor thread;
    private final Consumer<Recorder> onEnd;
    private final AtomicBoolean visitPending = new AtomicBoolean();

    /** The head's position from which on the source asks for a visit; the first byte is one. */
    private volatile long visitAt = 1;

    /** Present while recording; the source's thread has it let go. */
    private volatile @Nullable StreamReader reader;

    /** Present just when {@code reader} is. */
    private @Nullable Rotation rotation;

    /** A recording that begins with its mount has everything the buffer still has, and any other the present. */
    private long burst = Long.MAX_VALUE;

    /** Where in the stream recording broke off against the settings. */
    private long brokeOffAt = NOWHERE;

    /** The name that could not be written, and when to try it again, in ns of the ticker. */
    private Optional<String> failed = Optional.empty();

    private long restsUntil;

    private boolean ended;

    /** @param onEnd run once, when the mount has ended */
    Recorder(Mount mount, Archive archive, Executor thread, Consumer<Recorder> onEnd) {
        this.mount = mount;
        this.archive = archive;
        this.thread = thread;
        this.onEnd = onEnd;
    }

    @Override
    public void bytesArrived() {
        if (mount.buffer().head() >= visitAt && visitPending.compareAndSet(false, true)) {
            thread.execute(this::visit);
        }
        StreamReader reading = reader;
        if (reading != null && reading.hasFallenBehind()) {
            reading.letGo();
        }
    }

    @Override
    public void mountEnded(Optional<Mount> heir) {
        thread.execute(this::end);
    }

    /** Records what has come since the last visit. Whatever goes wrong is this recording's own matter, and is told. */
    void visit() {
        visitPending.set(false);
        Optional<String> pattern = mount.settings().get(MountSetting.DUMP_FILE);
        if (ended || isResting(pattern)) {
            return;
        }
        try {
            pattern.ifPresentOrElse(this::record, this::idle);
        } catch (RuntimeException fault) {
            rest(pattern, fault);
        }
    }

    private boolean isResting(Optional<String> pattern) {
        return pattern.isPresent() && failed.equals(pattern) && archive.ticker().nanos() - restsUntil < 0;
    }

    private void record(String pattern) {
        if (reader != null && reader.hasFallenBehind()) {
            skip(reader);
        }
        if (reader == null) {
            join(pattern);
        }
        if (reader != null && rotation != null) {
            reader.read(mount.buffer().head(), rotation);
            rotation.flush();
            failed = Optional.empty();
            brokeOffAt = NOWHERE;
            visitAt = reader.position() + PORTION;
        }
    }

    private void join(String pattern) {
        StreamReader.join(mount, burst).ifPresent(joined -> {
            reader = joined;
            rotation = new Rotation(mount, archive, pattern, missingBefore(joined));
            burst = 0;
        });
    }

    /** In bytes; none if nothing has come since, for then a decoder begins with what was recorded last. */
    private long missingBefore(StreamReader joined) {
        return brokeOffAt == NOWHERE ? 0 : Math.max(0, joined.position() - brokeOffAt);
    }

    private void skip(StreamReader behind) {
        log.warn(
                "The recording of {} has fallen behind the queue: the disk is too slow for it, or queue-size too small."
                        + " It goes on with the present sound, in a new file.",
                mount.name());
        breakOff(behind);
        stop();
    }

    /** What is tried in vain afterwards is missing as well. */
    private void breakOff(StreamReader from) {
        if (brokeOffAt == NOWHERE) {
            brokeOffAt = from.position();
        }
    }

    private void stop() {
        reader = null;
        if (rotation != null) {
            rotation.close();
            rotation = null;
        }
    }

    private void idle() {
        stop();
        burst = 0;
        brokeOffAt = NOWHERE;
        failed = Optional.empty();
        visitAt = NEVER;
    }

    private void rest(Optional<String> pattern, RuntimeException fault) {
        if (failed.isEmpty()) {
            tell(fault);
        }
        failed = pattern;
        restsUntil = archive.ticker().nanos() + REST.toNanos();
        visitAt = NEVER;
        if (reader != null) {
            breakOff(reader);
            reader = null;
        }
        if (rotation != null) {
            Rotation broken = rotation;
            rotation = null;
            abandon(broken);
        }
    }

    private void abandon(Rotation broken) {
        try {
            broken.abandon();
        } catch (RuntimeException another) {
            log.error("The last file of {}'s recording is left as it is", mount.name(), another);
        }
    }

    /** Once for each fault, however often it is tried again. */
    private void tell(RuntimeException fault) {
        boolean isKnown = fault instanceof RecordingException || fault instanceof StreamFormatException;
        log.error(
                "The recording of {} stops, the stream goes on: {}. It is tried again every {} s, and at once if"
                        + " dump-file is changed.",
                mount.name(),
                isKnown ? fault.getMessage() : fault.toString(),
                REST.toSeconds(),
                isKnown ? null : fault);
    }

    /** Records what is left and closes the file, as {@link #visit} does. */
    void end() {
        visit();
        ended = true;
        try {
            stop();
        } catch (RuntimeException fault) {
            rest(failed, fault);
        }
        onEnd.accept(this);
    }
}
