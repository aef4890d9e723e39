package org.icefloe.auth.htpasswd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.icefloe.bytes.Printable;

/**
 * Reads files, wherever links lead, but no devices and no pipes, which may have no end or never begin; and never more
 * than was asked for, whatever the disk says of their size.
 */
final class RegularFile {
    /** In bytes; 130,000 users with the longest hashes. */
    static final int LARGEST = 16 << 20;

    private RegularFile() {}

    /** A file as it was when it was looked at. */
    record Stamp(FileTime modified, long size, Object key) {
        static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1, "");

        /** @throws IOException if it cannot be looked at, or is no regular file */
        static Stamp of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new IOException(path + " is a directory, a device or a pipe, and no file");
            }
            Object key = attributes.fileKey();
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), key == null ? "" : key);
        }
    }

    /**
     * The text of a file of which there is a {@link Stamp}.
     *
     * @throws IOException if it cannot be read, or is larger than {@link #LARGEST}
     */
    static String read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException(path + " has more than " + LARGEST + " bytes");
            }
            return Printable.decode(bytes);
        }
    }
}
