package org.icefloe.mount;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The mounts that are on, by name. A mount has one source: the first to come. Safe for any number of threads. */
public final class MountRegistry {
    private final ConcurrentSkipListMap<MountName, Mount> mounts = new ConcurrentSkipListMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final MountSettingsBook book;
    private final Clock clock;
    private final int mostSources;

    /**
     * @param mostSources how many mounts may be on at once
     * @param book the settings that a mount begins with
     */
    public MountRegistry(int mostSources, MountSettingsBook book, Clock clock) {
        this.mostSources = mostSources;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Turns a mount on for a source.
     *
     * @throws RefusedException if the mount has a source already, or there are too many
     */
    public Mount begin(MountName name, StreamProfile profile) {
        if (mounts.containsKey(name)) {
            throw new RefusedException(Refusal.MOUNT_IN_USE);
        }
        Mount mount = new Mount(name, profile, book.settingsOf(name), clock.instant());
        if (count.incrementAndGet() > mostSources) {
            count.decrementAndGet();
            throw new RefusedException(Refusal.TOO_MANY_SOURCES);
        }
        if (mounts.putIfAbsent(name, mount) != null) {
            count.decrementAndGet();
            throw new RefusedException(Refusal.MOUNT_IN_USE);
        }
        // Whoever changed the settings meanwhile did not find the mount here yet.
        mount.refresh(book);
        return mount;
    }

    /** Turns a mount off. Its name is free before its listeners hear of it. */
    public void end(Mount mount) {
        if (mounts.remove(mount.name(), mount)) {
            count.decrementAndGet();
            mount.end();
        }
    }

    /** The mount of that name, if it is on. */
    public Optional<Mount> find(MountName name) {
        return Optional.ofNullable(mounts.get(name));
    }

    /** All mounts that are on, by name. */
    public Collection<Mount> all() {
        return List.copyOf(mounts.values());
    }

    /** Gives every mount that is on the settings that the book holds now. */
    public void settingsChanged() {
        mounts.values().forEach(mount -> mount.refresh(book));
    }
}
