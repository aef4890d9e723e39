package org.icefloe.directory.announce;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.icefloe.config.DirectoryUrls;
import org.icefloe.config.MountSetting;
import org.icefloe.config.Settings;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.time.Patience;
import org.icefloe.time.Ticker;

/**
 * Tells the directories that the settings name of every public stream that is not hidden. Any thread may call;
 * everything is decided on one, which waits for nobody and looks once a second what there is to tell. So a title is
 * told at most three seconds after it has changed, and no stream has to tell anybody that it has.
 */
public final class Announcer implements AnnounceReport, AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** How long whoever closes it waits for directories that are told of the end, in ms. */
    private static final long CLOSING_MILLIS = 1_500;

    private final Surroundings here;

    /** Changed on the announcer's thread alone, as all below is. */
    private final Map<Key, Listing> listings = new ConcurrentSkipListMap<>();

    private final Map<URI, Directory> directories = new HashMap<>();
    private boolean closing;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    /**
     * What is told, and how.
     *
     * @param address where a stream is to be had by everybody, if that is known
     */
    public record Inside(MountRegistry mounts, Function<MountName, Optional<String>> address, YpExchange exchange) {}

    /** @param thread the one on which everything is decided */
    public record Machinery(ScheduledExecutorService thread, Clock clock, Ticker ticker, RandomGenerator random) {}

    /**
     * This server, as directories see it.
     *
     * @param instance an id of this start
     * @param contact gives the mail address of whoever runs it
     */
    public record Self(String instance, Supplier<String> contact) {}

    private record Key(MountName mount, URI directory) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byMount = mount.compareTo(other.mount);
            return byMount != 0 ? byMount : directory.compareTo(other.directory);
        }
    }

    /** Nobody is told anything yet. */
    public Announcer(Supplier<Settings> settings, Inside inside, Self self, Machinery machinery) {
        this.here = new Surroundings(inside, settings, machinery, self);
    }

    /** To be called once. */
    public void begin() {
        here.inside().mounts().onEnd(mount -> here.run(this::look));
        here.every(LOOK, this::look);
    }

    private void look() {
        if (!closing) {
            refresh();
        }
        listings.values().forEach(listing -> Surroundings.guarded(listing::look).run());
        clear();
    }

    /** Ends the listings of what is no more, and begins those of what is new. */
    private void refresh() {
        List<URI> urls = announced();
        Set<Key> wanted = new HashSet<>();
        Map<MountName, Mount> streams = new HashMap<>();
        for (Mount mount :
                urls.isEmpty() ? List.<Mount>of() : here.inside().mounts().all()) {
            if (isPublic(mount)) {
                streams.put(mount.name(), mount);
                urls.forEach(url -> wanted.add(new Key(mount.name(), url)));
            }
        }
        listings.forEach((key, listing) -> {
            if (!wanted.contains(key) || !listing.isOf(streams.get(key.mount()))) {
                listing.end();
            }
        });
        clear();
        wanted.stream().sorted().forEach(key -> begin(key, streams.get(key.mount())));
    }

    /** A mount whose source is away for a moment stays listed, and is not listed anew. */
    private void begin(Key key, Mount mount) {
        if (!listings.containsKey(key) && mount.isOnAir()) {
            Directory directory = directories.computeIfAbsent(key.directory(), url -> new Directory(url, here));
            listings.put(key, new Listing(mount, directory, here, () -> here.run(this::clear)));
        }
    }

    /** Where nobody may listen by the mount's own name, there is no address to give out. */
    private static boolean isPublic(Mount mount) {
        return !mount.isEnded()
                && !mount.settings().hidden()
                && mount.settings().get(MountSetting.DIRECT_ACCESS)
                && mount.description().getOrDefault("icy-pub", "0").equals("1");
    }

    private List<URI> announced() {
        return here.settings().announce().orElse(DirectoryUrls.NONE).urls();
    }

    /** Directories stay while they are named: their pauses, and what the log was told of them, outlive a stream. */
    private void clear() {
        listings.values().removeIf(Listing::isOver);
        Set<URI> wanted = new HashSet<>(announced());
        listings.keySet().forEach(key -> wanted.add(key.directory()));
        directories.keySet().retainAll(wanted);
        if (closing && listings.isEmpty()) {
            gone.complete(null);
        }
    }

    @Override
    public List<ListingStatus> listings() {
        return listings.values().stream().map(Listing::status).toList();
    }

    /** Begins to tell directories that the server ends, and returns at once. */
    public void leave() {
        boolean taken = here.run(() -> {
            closing = true;
            directories.values().forEach(Directory::close);
            listings.values()
                    .forEach(listing -> Surroundings.guarded(listing::end).run());
            clear();
        });
        if (!taken) {
            gone.complete(null);
        }
    }

    /** Ends all listings, and gives directories a moment to take note of it. More than once does no harm. */
    @Override
    public void close() {
        leave();
        Patience.await(gone, CLOSING_MILLIS);
    }
}
