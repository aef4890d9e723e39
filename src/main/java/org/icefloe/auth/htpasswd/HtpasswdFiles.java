package org.icefloe.auth.htpasswd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.icefloe.bytes.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The htpasswd files that settings name. They are read when somebody looks at them, once a second, and whoever asks is
 * answered from memory. A file that has changed and cannot be used now leaves the last good one in force, and one line
 * in the log.
 */
public final class HtpasswdFiles {
    private static final Logger log = LoggerFactory.getLogger(HtpasswdFiles.class);

    /** In bytes; 40,000 users with the longest hashes. */
    static final long LARGEST = 5 << 20;

    private final Path home;
    private final Supplier<Set<String>> names;

    /** By name. What a look has found is put here if nobody else has put anything meanwhile. */
    private final Map<String, Seen> files = new ConcurrentHashMap<>();

    /** A file as it was when it was looked at. */
    private record Stamp(FileTime modified, long size, Object key) {
        static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1, "");

        static Stamp of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), key == null ? "" : key);
        }
    }

    /**
     * What is known of a file.
     *
     * @param stamp when it was read last, or found unusable
     * @param good the last content that could be used
     * @param complaint what was last said of it in the log
     */
    private record Seen(Stamp stamp, Optional<HtpasswdFile> good, String complaint) {
        static final Seen NOTHING = new Seen(Stamp.NONE, Optional.empty(), "");
    }

    /**
     * Reads nothing yet.
     *
     * @param home where relative paths begin
     * @param names every path that some mount's settings have
     */
    public HtpasswdFiles(Path home, Supplier<Set<String>> names) {
        this.home = home;
        this.names = names;
    }

    /** Looks at all files, and reads those that have changed. Waits for the disk, but not for {@link #edit}. */
    public void refresh() {
        Set<String> present = names.get();
        files.keySet().retainAll(present);
        present.forEach(this::look);
    }

    private void look(String name) {
        Seen seen = files.computeIfAbsent(name, unknown -> Seen.NOTHING);
        try {
            Path path = home.resolve(name);
            Stamp stamp = Stamp.of(path);
            if (!stamp.equals(seen.stamp())) {
                files.replace(name, seen, read(name, path, stamp, seen));
            }
        } catch (IOException | IllegalArgumentException gone) {
            files.replace(name, seen, complain(name, Stamp.NONE, seen, "it cannot be read (" + reason(gone) + ")"));
        }
    }

    private static Seen read(String name, Path path, Stamp stamp, Seen seen) throws IOException {
        if (stamp.size() > LARGEST) {
            String size = "it has " + stamp.size() + " bytes, and " + LARGEST + " is the most that is read";
            return complain(name, stamp, seen, size);
        }
        try {
            HtpasswdFile file = HtpasswdFile.parse(Printable.decode(Files.readAllBytes(path)));
            if (!Stamp.of(path).equals(stamp)) {
                // It is being written; the next look is a second away.
                return new Seen(Stamp.NONE, seen.good(), seen.complaint());
            }
            log.info("{} has {} users", path, file.users().size());
            if (!file.unreadable().isEmpty()) {
                log.warn(
                        "{} has lines that are left out, since they are no user with a hash that is known here: {}",
                        path,
                        file.unreadable().stream().limit(20).toList());
            }
            return new Seen(stamp, Optional.of(file), "");
        } catch (HalfWrittenException cut) {
            return complain(name, stamp, seen, cut.getMessage());
        }
    }

    private static Seen complain(String name, Stamp stamp, Seen seen, String complaint) {
        if (!complaint.equals(seen.complaint())) {
            String rest = seen.good().isPresent() ? "what it said before still holds" : "nobody is let in by it";
            log.warn("The users of {} are not to be had: {}; {}", Printable.quote(name), complaint, rest);
        }
        return new Seen(stamp, seen.good(), complaint);
    }

    private static String reason(Exception fault) {
        return fault.getClass().getSimpleName().replace("Exception", "") + ": "
                + Printable.oneLine(String.valueOf(fault.getMessage()));
    }

    /** The file of that name as it was last good; from memory. */
    Optional<HtpasswdFile> find(String name) {
        return Optional.ofNullable(files.get(name)).flatMap(Seen::good);
    }

    /**
     * Changes a file: what lies there now is read, changed, and put in its place as a whole, so that neither a reader
     * nor a crash finds a part of it. Its rights are kept; its owner is the server's user from then on, as is its
     * group, for only the system's administrator may give files away. One that is not there is begun. Waits for the
     * disk.
     *
     * @throws IOException if it cannot be read or written; it stays as it is
     */
    synchronized void edit(String name, UnaryOperator<HtpasswdFile> change) throws IOException {
        Path path = home.resolve(name).toAbsolutePath();
        boolean present = Files.exists(path);
        if (present && Files.size(path) > LARGEST) {
            throw new IOException(path + " is larger than " + LARGEST + " bytes");
        }
        HtpasswdFile before = present ? new ParseOrFail(path).file() : HtpasswdFile.EMPTY;
        HtpasswdFile after = change.apply(before);
        if (after != before) {
            replace(path, after.toString(), present);
        }
        files.put(name, new Seen(present || after != before ? Stamp.of(path) : Stamp.NONE, Optional.of(after), ""));
    }

    /** A file that has to be whole to be changed. */
    private record ParseOrFail(Path path) {
        HtpasswdFile file() throws IOException {
            try {
                return HtpasswdFile.parse(Printable.decode(Files.readAllBytes(path)));
            } catch (HalfWrittenException cut) {
                throw new IOException(path + " is being written by somebody else: " + cut.getMessage(), cut);
            }
        }
    }

    private static void replace(Path path, String text, boolean present) throws IOException {
        Path directory = path.getParent();
        Files.createDirectories(directory);
        // Only its owner may read a file that is made this way.
        Path draft = Files.createTempFile(directory, path.getFileName() + ".", ".new");
        try {
            writeToDisk(draft, text);
            if (present) {
                keepRights(path, draft);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Returns when the disk has it: else a crash could leave an empty file in the place of the old one. */
    private static void writeToDisk(Path draft, String text) throws IOException {
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }

    /** What anybody may do with the file stays as it was, where the disk knows of rights; it is the server's now. */
    private static void keepRights(Path from, Path to) throws IOException {
        PosixFileAttributeView rights = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (rights != null) {
            Files.setPosixFilePermissions(to, rights.readAttributes().permissions());
        }
    }
}
