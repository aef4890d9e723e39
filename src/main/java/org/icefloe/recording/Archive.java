package org.icefloe.recording;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icefloe.bytes.Faults;
import org.icefloe.config.CueFormat;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountSettingsBook;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where recordings lie: makes the next file, keeps the ledgers of what was recorded, and clears away what is old.
 *
 * <p>A recording never touches a file that is there already. Where a name is taken, by a file or by a track list, a
 * number goes before the suffix.
 */
final class Archive {
    private static final Logger log = LoggerFactory.getLogger(Archive.class);

    /** Below this much room, in bytes, no file is begun: it would hold a few seconds and be the first of many. */
    private static final long LEAST_ROOM = 1 << 20;

    /** Looking further for a free number would be felt; a name with the time in it needs none. */
    private static final int MOST_OF_A_NAME = 9_999;

    private final Path home;
    private final Disk disk;
    private final Clock clock;
    private final Ticker ticker;
    private final Ledgers ledgers;
    private final Retention retention;

    /** @param home where relative names begin, and the ledgers are */
    Archive(Path home, Disk disk, Clock clock, Ticker ticker) {
        this.home = home.toAbsolutePath();
        this.disk = disk;
        this.clock = clock;
        this.ticker = ticker;
        this.ledgers = new Ledgers(this.home.resolve("recordings"), clock);
        this.retention = new Retention(clock);
    }

    Ticker ticker() {
        return ticker;
    }

    /**
     * Begins a file.
     *
     * @param missingBytes how much of the stream was lost before it
     * @throws RecordingException if it cannot be made
     */
    Recording begin(Mount mount, String pattern, long missingBytes) {
        CueFormat cue = mount.settings().get(MountSetting.DUMP_CUE);
        RecordingFile file = create(resolve(mount.name(), pattern), cue);
        TrackList.Origin origin = new TrackList.Origin(
                mount.name(), mount.description().getOrDefault("icy-name", ""), mount.contentType());
        Recording recording =
                new Recording(new Recording.Place(origin, cue, clock.instant(), missingBytes), file, ticker);
        note(mount.name(), ledger -> ledger.began(paths(recording)));
        log.info("{} is recorded to {}", mount.name(), file.path());
        return recording;
    }

    private Path resolve(MountName mount, String pattern) {
        String name = new FileNamePattern(pattern).expand(mount, ZonedDateTime.now(clock));
        try {
            return home.resolve(name);
        } catch (InvalidPathException noPath) {
            throw new RecordingException(name + " can be no file here: " + noPath.getReason(), noPath);
        }
    }

    private RecordingFile create(Path wanted, CueFormat cue) {
        if (Files.isDirectory(wanted)) {
            throw new RecordingException(
                    wanted + " is a directory: name a file in it, such as " + wanted.resolve("%Y-%m-%d_%H%M%S.ogg"));
        }
        try {
            makeRoomFor(wanted.getParent());
            return createUnder(wanted, cue);
        } catch (IOException fault) {
            throw new RecordingException(wanted + " cannot be made: " + Faults.reason(fault), fault);
        }
    }

    private void makeRoomFor(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        if (disk.room(directory) < LEAST_ROOM) {
            throw new IOException("less than " + LEAST_ROOM + " bytes are free there");
        }
    }

    private RecordingFile createUnder(Path wanted, CueFormat cue) throws IOException {
        for (int number = 1; number <= MOST_OF_A_NAME; number++) {
            Optional<RecordingFile> file = tryCreate(FileName.numbered(wanted, number), cue);
            if (file.isPresent()) {
                return file.get();
            }
        }
        throw new IOException(
                "there are " + MOST_OF_A_NAME + " of that name; have the time in it, as in %Y%m%d-%H%M%S");
    }

    private Optional<RecordingFile> tryCreate(Path path, CueFormat cue) throws IOException {
        boolean listExists = cue.suffix()
                .map(suffix -> SideFile.beside(path, suffix).path())
                .filter(list -> Files.exists(list, LinkOption.NOFOLLOW_LINKS))
                .isPresent();
        try {
            return listExists ? Optional.empty() : Optional.of(RecordingFile.create(path, disk));
        } catch (FileAlreadyExistsException taken) {
            return Optional.empty();
        }
    }

    /** Takes note of a file that is complete, and clears away what is too much now. */
    void ended(Recording recording, MountSettings settings) {
        MountName mount = recording.origin().mount();
        log.info(
                "{} is complete: {} bytes, {} s",
                recording.file().path(),
                recording.file().size(),
                recording.duration().toSeconds());
        note(mount, ledger -> {
            ledger.ended(recording.file().path());
            retention.apply(ledger, settings);
        });
    }

    private static List<Path> paths(Recording recording) {
        List<Path> paths = new ArrayList<>(List.of(recording.file().path()));
        recording.list().ifPresent(list -> paths.add(list.path()));
        return paths;
    }

    /** Clears away what is old of every mount, on or off. */
    void clear(MountSettingsBook book) {
        for (MountName mount : ledgers.mounts()) {
            note(mount, ledger -> retention.apply(ledger, book.settingsOf(mount)));
        }
    }

    private void note(MountName mount, LedgerWork work) {
        try {
            work.on(ledgers.of(mount));
        } catch (IOException fault) {
            log.warn(
                    "The ledger of {}'s recordings cannot be kept: {}. What is not noted there is never cleared away.",
                    mount,
                    Faults.reason(fault));
        }
    }

    /** Something done to a ledger. */
    private interface LedgerWork {
        void on(Ledger ledger) throws IOException;
    }
}
