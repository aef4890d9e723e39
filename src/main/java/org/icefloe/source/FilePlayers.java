package org.icefloe.source;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
 * place in it, as they would of a mount; while nobody listens it stands still. Safe for any number of threads.
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

    /** Plays what is due. */
    void tick() {
        players.values().forEach(FilePlayer::tick);
        players.values().removeIf(FilePlayer::hasEnded);
    }

    @Override
    public boolean has(MountName path) {
        return webroot.find(path.value()).isPresent();
    }

    @Override
    public Optional<ContentType> typeOf(MountName file) {
        return find(file).map(found -> new ContentType(found.contentType()));
    }

    /** A file of a kind that can be cut into frames, each of which says how long it plays. */
    private Optional<WebFile> find(MountName file) {
        return webroot.find(file.value())
                .filter(found -> new ContentType(found.contentType()).format() != StreamFormat.OPAQUE);
    }

    @Override
    public Optional<Mount> play(MountName file) {
        return find(file).map(found -> players.computeIfAbsent(file, name -> player(name, found))
                .mount());
    }

    private FilePlayer player(MountName name, WebFile file) {
        ContentType type = new ContentType(file.contentType());
        return new FilePlayer(
                name, file, () -> parsers.parserFor(type), book.settingsOf(name), clock.instant(), ticker);
    }

    @Override
    public Optional<Mount> playing(MountName file) {
        return Optional.ofNullable(players.get(file)).map(FilePlayer::mount);
    }
}
