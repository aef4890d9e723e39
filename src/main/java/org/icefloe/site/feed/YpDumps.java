package org.icefloe.site.feed;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogQuery;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.Order;
import org.icefloe.directory.catalog.Station;
import org.icefloe.time.Ticker;

/**
 * The dump of the present: a new one at most once in {@link #AGE}, and only if something has changed. Some older ones
 * are there as long as somebody reads them. Any thread.
 */
final class YpDumps {
    static final Duration AGE = Duration.ofMinutes(1);

    /** Who takes longer than so many dumps is cut off, and what they hold is bounded. */
    static final int KEPT = 5;

    /** Chunks that are made before others have their turn. */
    private static final int AT_ONCE = 10;

    private static final CatalogQuery ALL =
            CatalogQuery.all(new CatalogQuery.Page(0, Integer.MAX_VALUE)).by(Order.FRESHNESS);

    private final Catalog catalog;
    private final Clock clock;
    private final Ticker ticker;
    private final Deque<WeakReference<YpDump>> all = new ArrayDeque<>();
    private Optional<YpDump> present = Optional.empty();
    private long fingerprint;
    private long looked;

    YpDumps(Catalog catalog, Clock clock, Ticker ticker) {
        this.catalog = catalog;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Not older than {@link #AGE} and {@link Catalog#AGE}. */
    synchronized YpDump present() {
        long now = ticker.nanos();
        if (present.isEmpty() || now - looked >= AGE.toNanos()) {
            looked = now;
            look();
        }
        return present.orElseThrow();
    }

    private void look() {
        List<Station> stations = catalog.find(ALL).stations();
        long found = fingerprint(entries(stations));
        if (present.isPresent() && found == fingerprint) {
            return;
        }
        fingerprint = found;
        YpDump dump = new YpDump(entries(stations), found, clock.instant());
        present = Optional.of(dump);
        all.add(new WeakReference<>(dump));
        if (all.size() > KEPT) {
            YpDump oldest = all.remove().get();
            if (oldest != null) {
                oldest.drop();
            }
        }
    }

    /** Has all of it made, by whoever has time. */
    void complete(YpDump dump) {
        if (dump.isToBeMade()) {
            goOn(dump);
        }
    }

    private void goOn(YpDump dump) {
        catalog.later(() -> {
            if (dump.goOn(AT_ONCE)) {
                goOn(dump);
            }
        });
    }

    private static Iterator<Entry> entries(List<Station> stations) {
        return stations.stream()
                .flatMap(station -> station.entries().stream())
                .filter(entry -> !entry.check().verdict().isBad())
                .iterator();
    }

    /** Of what they are and in which order; the same after a restart. */
    private static long fingerprint(Iterator<Entry> entries) {
        long sum = 1;
        while (entries.hasNext()) {
            Entry entry = entries.next();
            long what = (long) entry.listenUrl().hashCode() << Integer.SIZE
                    ^ (long) entry.broadcast().hashCode() << Integer.SIZE / 2
                    ^ entry.lastTouch().song().hashCode();
            sum = Long.rotateLeft((sum ^ what) * 0x9E37_79B9_7F4A_7C15L, 31);
        }
        return sum;
    }
}
