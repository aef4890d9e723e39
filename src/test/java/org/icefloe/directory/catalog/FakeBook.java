package org.icefloe.directory.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A book in memory, which can be made to fail. */
public final class FakeBook implements CatalogBook {
    private final Map<String, Entry> kept = new TreeMap<>();
    private final Map<String, String> byUrl = new TreeMap<>();
    private final Map<String, ClickCount> clicks = new TreeMap<>();

    /** How often it was written. */
    int writes;

    /** How many touches it was told. */
    int touches;

    /** How many counts it was told to drop at once, at most. */
    int dropped;

    boolean isBroken;

    /** What happens while it writes. */
    Runnable meanwhile = () -> {};

    @Override
    public synchronized Collection<Entry> all() {
        return List.copyOf(kept.values());
    }

    @Override
    public synchronized void write(Collection<String> gone, Collection<Entry> added) {
        begin();
        writes++;
        gone.forEach(this::drop);
        added.forEach(entry -> {
            drop(byUrl.getOrDefault(entry.listenUrl(), ""));
            kept.put(entry.sid(), entry);
            byUrl.put(entry.listenUrl(), entry.sid());
        });
    }

    @Override
    public synchronized void touch(Collection<Entry> touched) {
        begin();
        touches += touched.size();
        touched.forEach(entry -> kept.replace(entry.sid(), entry));
    }

    @Override
    public synchronized Collection<ClickCount> clicks() {
        return List.copyOf(clicks.values());
    }

    @Override
    public synchronized void writeClicks(Collection<ClickCount> changed, Collection<String> gone) {
        begin();
        dropped = Math.max(dropped, gone.size());
        gone.forEach(clicks::remove);
        changed.forEach(count -> clicks.put(count.station(), count));
    }

    private void drop(String sid) {
        Entry dropped = kept.remove(sid);
        if (dropped != null) {
            byUrl.remove(dropped.listenUrl());
        }
    }

    /** Waits as a database may: whoever it is called by cannot do anything else. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        meanwhile.run();
        if (isBroken) {
            throw new IllegalStateException("the disk is full");
        }
    }
}
