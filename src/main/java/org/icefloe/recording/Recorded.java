package org.icefloe.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;

/**
 * A recording that is complete.
 *
 * @param ended when it was
 * @param parts the recording itself, and its track list if it has one
 */
record Recorded(Instant ended, List<Part> parts) {
    Recorded {
        parts = List.copyOf(parts);
    }

    /**
     * A file as its recorder left it.
     *
     * @param size in bytes
     * @param modified in ms since 1970
     */
    record Part(Path path, long size, long modified) {
        /** File systems keep times to 2 s at worst, FAT does; and some round them only when they write them. */
        private static final long TIME_GRAIN = 2_000;

        /** A file as it is now. */
        static Part of(Path path) throws IOException {
            BasicFileAttributes found = attributes(path);
            return new Part(path, found.size(), found.lastModifiedTime().toMillis());
        }

        private static BasicFileAttributes attributes(Path path) throws IOException {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        }

        boolean exists() {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        }

        /** Whether the file is still the one that was recorded: no link, and changed by nobody. */
        boolean isUntouched() throws IOException {
            BasicFileAttributes found = attributes(path);
            long age = Math.abs(found.lastModifiedTime().toMillis() - modified);
            return found.isRegularFile() && found.size() == size && age <= TIME_GRAIN;
        }
    }

    /** The recording itself. */
    Part file() {
        return parts.get(0);
    }

    /** What it takes on the disk, in bytes. */
    long size() {
        return parts.stream().mapToLong(Part::size).sum();
    }
}
