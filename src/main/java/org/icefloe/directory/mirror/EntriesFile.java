package org.icefloe.directory.mirror;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPOutputStream;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All entries that are listed here, a line of JSON each, packed, in a file: so those who fetch it slowly cost nobody
 * memory or a thread. It is made when somebody wants it, and is no older than {@link #AGE} then. Any thread.
 */
public final class EntriesFile implements AutoCloseable {
    /** How old it may be. */
    public static final Duration AGE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(EntriesFile.class);

    private static final int TAG = 32;
    private static final String NAME = "entries-";
    private static final String ENDING = ".gz";

    private final Path directory;
    private final Catalog catalog;
    private final Ticker ticker;
    private final ReentrantLock making = new ReentrantLock();
    private volatile Optional<State> state = Optional.empty();

    /** One of before, whose file somebody may just be about to open. */
    private Optional<State> former = Optional.empty();

    /**
     * The file at one moment.
     *
     * @param tag the same for the same entries
     */
    public record State(Path file, long length, String tag, long made) {}

    /**
     * Takes away what a server that was killed has left.
     *
     * @param directory where the file lies; made if it is not there
     */
    public EntriesFile(Path directory, Catalog catalog, Ticker ticker) {
        this.directory = directory;
        this.catalog = catalog;
        this.ticker = ticker;
        clear();
    }

    private void clear() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, NAME + "[0-9]*" + ENDING)) {
            for (Path file : left) {
                Files.delete(file);
            }
        } catch (NoSuchFileException nothing) {
            // There was no server before.
        } catch (IOException | DirectoryIteratorException fault) {
            log.warn("Old files in {} could not be taken away: {}", directory, fault.toString());
        }
    }

    /** Makes it anew if it is too old; while somebody else does that, the last one is good enough. */
    public State current() throws IOException {
        Optional<State> last = state;
        if (last.filter(this::isFresh).isPresent() || last.isPresent() && !making.tryLock()) {
            return last.get();
        }
        if (last.isEmpty()) {
            making.lock();
        }
        try {
            if (state.filter(this::isFresh).isEmpty()) {
                make();
            }
            return state.orElseThrow();
        } finally {
            making.unlock();
        }
    }

    private boolean isFresh(State one) {
        return ticker.nanos() - one.made() < AGE.toNanos();
    }

    private void make() throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, NAME, ENDING);
        String tag = write(file);
        Optional<State> outdated = former;
        former = state;
        state = Optional.of(new State(file, Files.size(file), tag, ticker.nanos()));
        if (outdated.isPresent()) {
            Files.deleteIfExists(outdated.get().file());
        }
    }

    private String write(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream lines = new DigestOutputStream(
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)), digest)) {
            for (Entry entry : catalog.own()) {
                lines.write(EntryLine.write(entry));
                lines.write('\n');
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, TAG);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** Takes the files away. */
    @Override
    public void close() {
        state.ifPresent(one -> one.file().toFile().delete());
        former.ifPresent(one -> one.file().toFile().delete());
    }
}
