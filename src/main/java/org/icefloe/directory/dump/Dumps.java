package org.icefloe.directory.dump;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.time.Ticker;

/**
 * The dump of the present: a new one at most once in its age, and only if something has changed. Some older ones are
 * there as long as somebody reads them. Any thread.
 */
public final class Dumps {
    /** Who takes longer than so many dumps is cut off, and what they hold is bounded. */
    public static final int KEPT = 5;

    /** Chunks that are made before others have their turn. */
    private static final int AT_ONCE = 10;

    private final DumpContent content;
    private final Duration age;
    private final Executor maker;
    private final Ticker ticker;
    private final Deque<WeakReference<Dump>> all = new ArrayDeque<>();
    private Optional<Dump> present = Optional.empty();
    private long fingerprint;
    private long looked;

    /**
     * @param age how old a dump may be; who reads one has {@link #KEPT} less one times as long for certain
     * @param maker makes what nobody has read yet; it may refuse when everything ends
     */
    public Dumps(DumpContent content, Duration age, Executor maker, Ticker ticker) {
        this.content = content;
        this.age = age;
        this.maker = maker;
        this.ticker = ticker;
    }

    /** How old a dump may be. */
    public Duration age() {
        return age;
    }

    /** Not older than {@link #age} and what is found. */
    public synchronized Dump present() {
        long now = ticker.nanos();
        if (present.isEmpty() || now - looked >= age.toNanos()) {
            looked = now;
            look();
        }
        return present.orElseThrow();
    }

    private void look() {
        List<Entry> entries = content.entries().get();
        long found = fingerprint(entries);
        if (present.isPresent() && found == fingerprint) {
            return;
        }
        fingerprint = found;
        Dump dump = new Dump(entries.iterator(), content.format(), Long.toHexString(found));
        present = Optional.of(dump);
        all.add(new WeakReference<>(dump));
        if (all.size() > KEPT) {
            Dump oldest = all.remove().get();
            if (oldest != null) {
                oldest.drop();
            }
        }
    }

    /** Has all of it made, by whoever has time. */
    public void complete(Dump dump) {
        if (dump.isToBeMade()) {
            goOn(dump);
        }
    }

    private void goOn(Dump dump) {
        maker.execute(() -> {
            if (dump.goOn(AT_ONCE)) {
                goOn(dump);
            }
        });
    }

    /** Of what is shown, in which format, and in which order. */
    private long fingerprint(List<Entry> entries) {
        long sum = content.version();
        for (Entry entry : entries) {
            sum = Long.rotateLeft((sum ^ content.shown().applyAsLong(entry)) * 0x9E37_79B9_7F4A_7C15L, 31);
        }
        return sum;
    }
}
