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
     * @param inode 0 where there are none, or was none yet
     * @param size in bytes
     * @param modified in ms since 1970
     */
    record Part(Path path, long inode, long size, long modified) {
        /** File systems keep times to 2 s at worst, FAT does; and some round them only when they write them. */
        private static final long TIME_GRAIN = 2_000;

        /** A file as it is now. */
        static Part of(Path path) throws IOException {
            BasicFileAttributes found = attributes(path);
            return new Part(
                    path, inode(path), found.size(), found.lastModifiedTime().toMillis());
        }

        /** A file that has just been made, or is going to be. */
        static Part begun(Path path) throws IOException {
            return new Part(path, Files.exists(path) ? inode(path) : 0, 0, 0);
        }

        private static long inode(Path path) throws IOException {
            boolean known = path.getFileSystem().supportedFileAttributeViews().contains("unix");
            return known ? (long) Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS) : 0;
        }

        private static BasicFileAttributes attributes(Path path) throws IOException {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        }

        boolean exists() {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        }

        /** Whether it is there, and nothing else has taken its place. */
        boolean isInPlace() throws IOException {
            return exists() && (inode == 0 || inode(path) == inode);
        }

        /**
         * Whether the file is still as it was left: no link, and changed by nobody. Its inode is no proof after a
         * restart: some file systems make them up anew.
         */
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
