package org.icefloe.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.icefloe.mount.MountName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledgers of all mounts, a file for each in one directory. */
final class Ledgers {
    private static final Logger log = LoggerFactory.getLogger(Ledgers.class);
    private static final int LONGEST_WORD = 80;

    private final Path directory;
    private final Clock clock;
    private final Map<MountName, Ledger> known = new HashMap<>();

    Ledgers(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The ledger of a mount; it becomes a file with its first line. */
    Ledger of(MountName mount) {
        return known.computeIfAbsent(mount, name -> new Ledger(directory.resolve(fileName(name)), name, clock));
    }

    /** A word for people, and a number for the rest. */
    private static String fileName(MountName mount) {
        String word = mount.value().substring(1).replaceAll("[^A-Za-z0-9._-]", "_");
        UUID number = UUID.nameUUIDFromBytes(mount.value().getBytes(StandardCharsets.UTF_8));
        return word.substring(0, Math.min(word.length(), LONGEST_WORD)) + '-' + number + ".ledger";
    }

    /** All mounts that have one. */
    Collection<MountName> mounts() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".ledger"))
                    .flatMap(file -> Ledger.mountOf(file).stream())
                    .toList();
        } catch (IOException | UncheckedIOException fault) {
            log.warn("The ledgers in {} cannot be read, and nothing is cleared away: {}", directory, fault.toString());
            return List.of();
        }
    }
}
