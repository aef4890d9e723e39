package org.icefloe.source;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.icefloe.config.MountSetting;
import org.icefloe.format.ContentType;
import org.icefloe.format.StreamFormat;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountSettingsBook;
import org.icefloe.time.Ticker;
import org.icefloe.webroot.WebFile;
import org.icefloe.webroot.Webroot;

/**
 * Plays files in the place of mounts, each over and over and at its own bitrate. All who hear a file hear the same
 * place in it, as they would of a mount; while nobody listens it stands still. Which files there are is looked up
 * ahead, so that no listener waits for a disk. Safe for any number of threads.
 */
public final class FilePlayers implements FallbackFiles {
    /** How often players look for what is due, in ms. */
    static final long TICK_MILLIS = 100;

    private final Webroot webroot;
    private final StreamParsers parsers;
    private final MountSettingsBook book;
    private final Clock clock;
    private final Ticker ticker;
    private final Map<MountName, FilePlayer> players = new ConcurrentHashMap<>();

    /** Files that could not be played, as they were then. */
    private final Map<MountName, WebFile> broken = new ConcurrentHashMap<>();

    /** What any setting names and is there. Immutable; replaced as a whole under this object. */
    private volatile Map<MountName, WebFile> files = Map.of();

    /** @param book the settings under which files are heard, as if they were mounts of that name */
    public FilePlayers(Webroot webroot, StreamParsers parsers, MountSettingsBook book, Clock clock, Ticker ticker) {
        this.webroot = webroot;
        this.parsers = parsers;
        this.book = book;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Begins to play.
     *
     * @param thread on which files are read
     */
    public void start(ScheduledExecutorService thread) {
        thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Looks at the files that any setting names, and has players follow their settings. Waits for the disk. */
    public void refresh() {
        refresh(Set.of());
    }

    /** The same, and at files that only commands have named. */
    public synchronized void refresh(Set<String> given) {
        Map<MountName, WebFile> present = new HashMap<>();
        Stream.concat(book.valuesOf(MountSetting.FALLBACK_MOUNT).stream(), given.stream())
                .flatMap(path -> MountName.parse(path).stream())
                .forEach(name -> find(name).ifPresent(file -> present.put(name, file)));
        files = Map.copyOf(present);
        broken.entrySet().removeIf(entry -> !entry.getValue().equals(files.get(entry.getKey())));
        players.values().forEach(player -> player.refresh(book));
    }

    /** Plays what is due. */
    void tick() {
        players.forEach((name, player) -> {
            player.tick();
            if (player.hasEnded()) {
                broken.put(name, player.file());
                players.remove(name, player);
            }
        });
    }

    @Override
    public boolean has(MountName path) {
        return webroot.find(path.value()).isPresent();
    }

    /** A file of a kind that can be cut into frames, each of which says how long it plays. */
    private Optional<WebFile> find(MountName file) {
        return webroot.find(file.value()).filter(found -> typeOf(found).format() != StreamFormat.OPAQUE);
    }

    private static ContentType typeOf(WebFile file) {
        return new ContentType(file.contentType());
    }

    @Override
    public Optional<Mount> playerOf(MountName file, Predicate<ContentType> accepted) {
        return Optional.ofNullable(files.get(file))
                .filter(found -> !broken.containsKey(file) && accepted.test(typeOf(found)))
                .map(found -> players.computeIfAbsent(file, name -> player(name, found))
                        .mount());
    }

    private FilePlayer player(MountName name, WebFile file) {
        return new FilePlayer(
                name, file, () -> parsers.parserFor(typeOf(file)), book.settingsOf(name), clock.instant(), ticker);
    }

    @Override
    public Optional<Mount> playing(MountName file) {
        return Optional.ofNullable(players.get(file)).map(FilePlayer::mount);
    }
}
