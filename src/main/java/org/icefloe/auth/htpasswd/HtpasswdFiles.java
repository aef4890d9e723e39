package org.icefloe.auth.htpasswd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.icefloe.bytes.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The htpasswd files that settings name. They are read when somebody looks at them, once a second, and whoever asks is
 * answered from memory. A file that has changed and cannot be used now leaves the last good one in force, and one line
 * in the log.
 *
 * <p>A disk may never answer, as one of another machine does. Each file is therefore looked at on a thread that may be
 * lost to it, which nobody waits for without bound: the file is left alone until that thread is back, and all others
 * are looked at as before.
 */
public final class HtpasswdFiles {
    private static final Logger log = LoggerFactory.getLogger(HtpasswdFiles.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path home;
    private final Supplier<Set<String>> names;
    private final Executor threads;
    private final long patienceMillis;
    private final Map<String, Seen> files = new ConcurrentHashMap<>();

    /** Who reads or writes a path holds its only permit; one for each path that was ever named. */
    private final Map<Path, Semaphore> claims = new ConcurrentHashMap<>();

    /**
     * What is known of a file.
     *
     * @param stamp when it was read last, or found unusable
     * @param settled whether it need not be read again while it bears that stamp
     * @param good the last content that could be used
     * @param complaint what was last said of it in the log
     */
    private record Seen(RegularFile.Stamp stamp, boolean settled, Optional<HtpasswdFile> good, String complaint) {
        static final Seen NOTHING = new Seen(RegularFile.Stamp.NONE, false, Optional.empty(), "");

        boolean knows(RegularFile.Stamp now) {
            return settled && stamp.equals(now);
        }
    }

    /**
     * Reads nothing yet.
     *
     * @param home where relative paths begin
     * @param names every path that some mount's settings have
     * @param threads where files are read and written; one of them is lost to each file whose disk does not answer
     */
    public HtpasswdFiles(Path home, Supplier<Set<String>> names, Executor threads) {
        this(home, names, threads, PATIENCE);
    }

    /** @param patience how long a file is waited for */
    HtpasswdFiles(Path home, Supplier<Set<String>> names, Executor threads, Duration patience) {
        this.home = home;
        this.names = names;
        this.threads = threads;
        this.patienceMillis = patience.toMillis();
    }

    /**
     * Looks at all files, and reads those that have changed. Waits for the disk, but not for one that does not answer:
     * 2 s for a file that hangs, and then no more until it is back.
     */
    public void refresh() {
        Set<String> present = names.get();
        files.keySet().retainAll(present);
        for (String name : present) {
            if (!Thread.currentThread().isInterrupted()) {
                lookInTime(name);
            }
        }
    }

    private void lookInTime(String name) {
        try {
            Semaphore claim = claim(name);
            if (claim.tryAcquire()) {
                begin(claim, () -> look(name)).get(patienceMillis, TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException hanging) {
            log.warn(
                    "The disk with the users of {} does not answer; the file is left alone until it does, and what it"
                            + " said before still holds",
                    Printable.quote(name));
        } catch (InvalidPathException | ExecutionException fault) {
            log.error("The users of {} could not be looked at", Printable.quote(name), fault);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private Semaphore claim(String name) {
        Path path = home.resolve(name).toAbsolutePath().normalize();
        return claims.computeIfAbsent(path, any -> new Semaphore(1));
    }

    /** Has work done for which the permit is held; it is given back when the work is over, however it ends. */
    private CompletableFuture<Void> begin(Semaphore claim, Runnable work) {
        try {
            return CompletableFuture.runAsync(work, threads).whenComplete((done, fault) -> claim.release());
        } catch (RejectedExecutionException ending) {
            claim.release();
            return CompletableFuture.failedFuture(ending);
        }
    }

    private void look(String name) {
        Seen seen = files.getOrDefault(name, Seen.NOTHING);
        try {
            Path path = home.resolve(name);
            RegularFile.Stamp stamp = RegularFile.Stamp.of(path);
            if (!seen.knows(stamp)) {
                files.put(name, read(name, path, stamp, seen));
            }
        } catch (IOException | RuntimeException | Error gone) {
            files.put(name, complain(name, RegularFile.Stamp.NONE, seen, "it cannot be read (" + reason(gone) + ")"));
        }
    }

    private static Seen read(String name, Path path, RegularFile.Stamp stamp, Seen seen) throws IOException {
        if (stamp.size() > RegularFile.LARGEST) {
            String size = "it has " + stamp.size() + " bytes, and " + RegularFile.LARGEST + " is the most that is read";
            return complain(name, stamp, seen, size);
        }
        try {
            String text = RegularFile.read(path);
            HtpasswdFile file = HtpasswdFile.parse(text);
            boolean same = RegularFile.Stamp.of(path).equals(stamp);
            if (!same || isDoubtful(text, stamp, seen)) {
                // It is being written, or may be; the next look is a second away.
                return new Seen(stamp, false, seen.good(), seen.complaint());
            }
            log.info("{} has {} users", path, file.users().size());
            if (!file.unreadable().isEmpty()) {
                log.warn(
                        "{} has lines that are left out, since they are no user with a hash that is known here: {}",
                        path,
                        file.unreadable().stream().limit(20).toList());
            }
            return new Seen(stamp, true, Optional.of(file), "");
        } catch (HalfWrittenException cut) {
            return complain(name, stamp, seen, cut.getMessage());
        }
    }

    /** Whether somebody may have cut the file to write it anew: it has no end, and had another content a look ago. */
    private static boolean isDoubtful(String text, RegularFile.Stamp stamp, Seen seen) {
        return !HtpasswdFile.isEnded(text) && seen.good().isPresent() && !stamp.equals(seen.stamp());
    }

    private static Seen complain(String name, RegularFile.Stamp stamp, Seen seen, String complaint) {
        if (!complaint.equals(seen.complaint())) {
            String rest = seen.good().isPresent() ? "what it said before still holds" : "nobody is let in by it";
            log.warn("The users of {} are not to be had: {}; {}", Printable.quote(name), complaint, rest);
        }
        return new Seen(stamp, true, seen.good(), complaint);
    }

    private static String reason(Throwable fault) {
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
     * group, for only the system's administrator may give files away. Where a link leads to it, the link stays. One
     * that is not there is begun. Waits for the disk, up to 4 s.
     *
     * @param change asked on another thread
     * @throws IOException if it cannot be read or written; it stays as it is, unless its disk answers only later
     */
    void edit(String name, UnaryOperator<HtpasswdFile> change) throws IOException {
        Semaphore claim = claim(name);
        try {
            if (!claim.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                throw new IOException("the disk with " + name + " does not answer; nothing was changed");
            }
            begin(claim, () -> editNow(name, change)).get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException hanging) {
            throw new IOException("the disk with " + name + " does not answer; it is changed when it does", hanging);
        } catch (ExecutionException fault) {
            throw fault.getCause() instanceof UncheckedIOException known
                    ? known.getCause()
                    : new IOException(name + " could not be changed", fault.getCause());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IOException("the server ends; " + name + " may be as it was", ending);
        }
    }

    private void editNow(String name, UnaryOperator<HtpasswdFile> change) {
        try {
            Path path = home.resolve(name).toAbsolutePath();
            boolean present = Files.exists(path);
            if (!present && Files.isSymbolicLink(path)) {
                throw new IOException(path + " is a link that leads nowhere");
            }
            files.put(name, edited(name, present ? path.toRealPath() : path, present, change));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private Seen edited(String name, Path path, boolean present, UnaryOperator<HtpasswdFile> change)
            throws IOException {
        HtpasswdFile before = present ? whole(name, path) : HtpasswdFile.EMPTY;
        HtpasswdFile after = change.apply(before);
        if (after != before) {
            replace(path, after.toString(), present);
        }
        boolean there = present || after != before;
        return new Seen(there ? RegularFile.Stamp.of(path) : RegularFile.Stamp.NONE, true, Optional.of(after), "");
    }

    /** What the file says; it has to be whole to be changed. */
    private HtpasswdFile whole(String name, Path path) throws IOException {
        RegularFile.Stamp stamp = RegularFile.Stamp.of(path);
        String text = RegularFile.read(path);
        Seen seen = files.getOrDefault(name, Seen.NOTHING);
        try {
            HtpasswdFile file = HtpasswdFile.parse(text);
            if (HtpasswdFile.isEnded(text) || seen.good().isEmpty() || seen.knows(stamp)) {
                return file;
            }
            throw new IOException(path + " is being written by somebody else: it has no end");
        } catch (HalfWrittenException cut) {
            throw new IOException(path + " is being written by somebody else: " + cut.getMessage(), cut);
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
