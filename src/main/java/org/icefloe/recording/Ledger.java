package org.icefloe.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.mount.MountName;

/**
 * Which files were recorded from a mount, and in what state they were left. Only what stands here is ever cleared away,
 * and only as long as it is in that state; without the ledger every recording is kept.
 *
 * <p>A file of {@link LedgerLine}s that is only added to. A recording that began and never ended was cut short with the
 * process; the state in which it is found then is the one it was left in.
 */
final class Ledger {
    /** Lines that may be out of date before the file is written anew. */
    private static final int SPARE_LINES = 200;

    private final Path file;
    private final MountName mount;
    private final Clock clock;

    /** What this process records now, and when it began. */
    private final Map<Path, Recorded> open = new HashMap<>();

    Ledger(Path file, MountName mount, Clock clock) {
        this.file = file;
        this.mount = mount;
        this.clock = clock;
    }

    /** Whose ledger a file is; empty if it is none. */
    static Optional<MountName> mountOf(Path file) {
        try {
            return read(file).stream().findFirst().map(LedgerLine::mount);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** @param paths the recording, and what stands beside it */
    void began(List<Path> paths) throws IOException {
        List<Recorded.Part> parts = new ArrayList<>();
        for (Path path : paths) {
            parts.add(Recorded.Part.begun(path));
        }
        Recorded begun = new Recorded(clock.instant(), parts);
        open.put(paths.get(0), begun);
        append(LedgerLine.Event.BEGAN, begun);
    }

    /** A recording that began is complete. */
    void ended(Path recording) throws IOException {
        Recorded begun = open.remove(recording);
        if (begun != null) {
            settle(new Recorded(clock.instant(), begun.parts()));
        }
    }

    /** Notes the state in which a recording is now; what is not there, or has been replaced, is none of its parts. */
    private Optional<Recorded> settle(Recorded recording) throws IOException {
        if (!recording.file().isInPlace()) {
            forget(recording);
            return Optional.empty();
        }
        List<Recorded.Part> parts = new ArrayList<>();
        for (Recorded.Part part : recording.parts()) {
            if (part.isInPlace()) {
                parts.add(Recorded.Part.of(part.path()));
            }
        }
        Recorded recorded = new Recorded(recording.ended(), parts);
        append(LedgerLine.Event.ENDED, recorded);
        return Optional.of(recorded);
    }

    /** Forgets a recording: it was cleared away, or is somebody else's now. */
    void forget(Recorded recorded) throws IOException {
        append(LedgerLine.Event.GONE, recorded);
    }

    private void append(LedgerLine.Event event, Recorded recorded) throws IOException {
        // A line break before as well: half a line, left by a full disk, must not spoil the next.
        String line = '\n' + new LedgerLine(event, mount, recorded).text() + '\n';
        Files.createDirectories(file.getParent());
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** How much of the disk is taken by what is recorded now, in bytes. */
    long openBytes() throws IOException {
        long bytes = 0;
        for (Path path : open.keySet()) {
            bytes += Files.exists(path) ? Files.size(path) : 0;
        }
        return bytes;
    }

    /** All complete recordings, the oldest first. */
    List<Recorded> recorded() throws IOException {
        List<LedgerLine> lines = read(file);
        Map<Path, LedgerLine> latest = latest(lines);
        List<Recorded> complete = new ArrayList<>();
        for (LedgerLine line : latest.values()) {
            if (line.event() == LedgerLine.Event.ENDED) {
                complete.add(line.recorded());
            } else if (!open.containsKey(line.recorded().file().path())) {
                settleAsFound(line.recorded()).ifPresent(complete::add);
            }
        }
        if (lines.size() > 2 * latest.size() + SPARE_LINES) {
            rewrite(latest(read(file)).values());
        }
        return complete;
    }

    /** The process was killed before this one ended. */
    private Optional<Recorded> settleAsFound(Recorded began) throws IOException {
        Recorded.Part file = began.file();
        Instant ended = file.exists()
                ? Instant.ofEpochMilli(Recorded.Part.of(file.path()).modified())
                : began.ended();
        return settle(new Recorded(ended, began.parts()));
    }

    /** The last word on each file, in the order in which they were said. */
    private static Map<Path, LedgerLine> latest(List<LedgerLine> lines) {
        Map<Path, LedgerLine> latest = new LinkedHashMap<>();
        for (LedgerLine line : lines) {
            Path path = line.recorded().file().path();
            latest.remove(path);
            if (line.event() != LedgerLine.Event.GONE) {
                latest.put(path, line);
            }
        }
        return latest;
    }

    private void rewrite(Iterable<LedgerLine> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        new SideFile(file).write(text.toString());
    }

    /** What can be read of it: half a line, or a damaged one, is left out. */
    private static List<LedgerLine> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.lines().flatMap(line -> LedgerLine.parse(line).stream()).toList();
    }
}
