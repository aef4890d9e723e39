package org.icefloe.boot.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * {@code HOME/run}: the WAR as files, so that its jars need not be unpacked at every start, and a lock that keeps two
 * servers off one home.
 *
 * <pre>
 * HOME/run/lock               held by the running server; the system frees it however the process ends
 * HOME/run/23c1f0a-19ab54...  this WAR, named for its size and age
 * HOME/run/tmp                whatever the container writes while it runs
 * </pre>
 *
 * Anything else in there is left over from an earlier version or an interrupted start, and is deleted.
 */
final class RunDirectory implements AutoCloseable {
    private final Path directory;
    private final FileChannel lockFile;

    private RunDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory and locks it.
     *
     * @throws LaunchException if it cannot be written to, or another server holds it
     */
    static RunDirectory open(Path home) {
        Path directory = home.resolve("run");
        try {
            makePrivately(home);
            Files.createDirectories(directory);
            return new RunDirectory(directory, lock(directory.resolve("lock"), home));
        } catch (IOException e) {
            throw LaunchException.failure(
                    "Cannot write to " + directory + " (" + e + "): choose another home with --home DIR.");
        }
    }

    /** Only the server's own user may look into a new home, as far as the file system knows users. */
    private static void makePrivately(Path home) throws IOException {
        if (!Files.exists(home)
                && home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    // The lock belongs to the channel, which stays open for as long as the server runs.
    @SuppressWarnings("resource")
    private static FileChannel lock(Path path, Path home) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw LaunchException.failure(
                    "Another Icefloe runs on the home " + home + ": stop it, or choose another home with --home DIR.");
        }
        return channel;
    }

    /** A directory for temporary files. */
    Path temporary() throws IOException {
        return Files.createDirectories(directory.resolve("tmp"));
    }

    /**
     * The WAR as a directory. It is unpacked under another name and then renamed, so that a directory of the right name
     * is always whole.
     */
    Path unpack(Path war) throws IOException {
        Path unpacked = directory.resolve(Long.toHexString(Files.size(war)) + "-"
                + Long.toHexString(Files.getLastModifiedTime(war).toMillis()));
        deleteAllBut(List.of(unpacked, directory.resolve("lock")));
        if (!Files.isDirectory(unpacked)) {
            Path partial = Files.createTempDirectory(directory, "unpacking");
            copyEntries(war, partial);
            Files.move(partial, unpacked, StandardCopyOption.ATOMIC_MOVE);
        }
        return unpacked;
    }

    static void copyEntries(Path war, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                Path path = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    copy(zip, entry, path);
                }
            }
        }
    }

    private static void copy(ZipFile zip, ZipEntry entry, Path path) throws IOException {
        Files.createDirectories(path.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, path);
        }
    }

    private void deleteAllBut(List<Path> kept) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> children = Files.list(directory)) {
            leftovers = children.filter(child -> !kept.contains(child)).toList();
        }
        for (Path leftover : leftovers) {
            deleteTree(leftover);
        }
    }

    static void deleteTree(Path root) throws IOException {
        List<Path> children;
        try (Stream<Path> tree = Files.walk(root)) {
            children = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path child : children) {
            Files.delete(child);
        }
    }

    /**
     * What the embedded container needs on its class path: the launcher's own classes at the root, the container's
     * jars, and the log, which it shares with the web application.
     */
    static List<URL> classPath(Path unpacked) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(unpacked.toUri().toURL());
        addJars(urls, unpacked.resolve("WEB-INF/lib-provided"), "*.jar");
        addJars(urls, unpacked.resolve("WEB-INF/lib"), "{slf4j,logback}-*.jar");
        return urls;
    }

    /** The web application as a container would load it, but for what the container brings along. */
    static List<URL> applicationClassPath(Path unpacked) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(unpacked.resolve("WEB-INF/classes").toUri().toURL());
        addJars(urls, unpacked.resolve("WEB-INF/lib"), "*.jar");
        addJars(urls, unpacked.resolve("WEB-INF/lib-provided"), "*servlet*.jar");
        return urls;
    }

    private static void addJars(List<URL> urls, Path directory, String glob) throws IOException {
        try (var jars = Files.newDirectoryStream(directory, glob)) {
            for (Path jar : jars) {
                urls.add(jar.toUri().toURL());
            }
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
