package org.icefloe.directory.dump;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.icefloe.directory.catalog.Entry;

/**
 * All entries of one moment, compressed once for all who read them. It is made in chunks: whoever reads makes the next
 * one if nobody has, so that nobody waits for more than that; the rest is made meanwhile, so that no entry is held
 * longer than that takes. Any thread.
 */
public final class Dump {
    /** Some 80 KB, which are compressed in a few ms. */
    private static final int ENTRIES_OF_A_CHUNK = 200;

    private static final int BUFFER = 8 * 1024;

    private final String tag;

    /** A fair one: who reads comes before who makes all the rest. */
    private final Lock lock = new ReentrantLock(true);

    private final AtomicBoolean beingMade = new AtomicBoolean();
    private final List<byte[]> chunks = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final OutputStream gzip;
    private final DumpFormat format;
    private Iterator<Entry> entries;
    private long size;
    private boolean complete;
    private boolean dropped;

    /**
     * Makes nothing yet.
     *
     * @param tag another one for other entries
     */
    public Dump(Iterator<Entry> entries, Function<OutputStream, DumpFormat> format, String tag) {
        this.entries = entries;
        this.tag = tag;
        try {
            this.gzip = new GZIPOutputStream(bytes, BUFFER, true);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a dump in memory cannot be written", impossible);
        }
        this.format = format.apply(gzip);
    }

    /** Another one for other entries. */
    public String tag() {
        return tag;
    }

    /** Compressed, in bytes; empty as long as it is not complete. */
    public OptionalLong size() {
        lock.lock();
        try {
            return complete ? OptionalLong.of(size) : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A part of the compressed document, not to be written to.
     *
     * @param number from 0
     * @return empty behind the last one
     * @throws IOException if the dump was dropped
     */
    public Optional<byte[]> chunk(int number) throws IOException {
        lock.lock();
        try {
            if (dropped) {
                throw new IOException("the client took so long that the dump is no longer there");
            }
            while (number >= chunks.size() && !complete) {
                makeNext();
            }
            return number < chunks.size() ? Optional.of(chunks.get(number)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody has asked this before; so that only one makes all of it. */
    boolean isToBeMade() {
        return beingMade.compareAndSet(false, true);
    }

    /**
     * Makes some more.
     *
     * @param some in chunks
     * @return whether there is still more to be made
     */
    public boolean goOn(int some) {
        for (int number = 0; number < some; number++) {
            lock.lock();
            try {
                if (complete || dropped) {
                    return false;
                }
                makeNext();
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    private void makeNext() {
        try {
            for (int count = 0; count < ENTRIES_OF_A_CHUNK && entries.hasNext(); count++) {
                format.entry(entries.next());
            }
            if (entries.hasNext()) {
                format.flush();
            } else {
                format.end();
                gzip.close();
                complete = true;
                entries = Collections.emptyIterator();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a dump in memory cannot be written", impossible);
        }
        chunks.add(bytes.toByteArray());
        size += bytes.size();
        bytes.reset();
    }

    /** Gives the memory back; who still reads is cut off. */
    void drop() {
        lock.lock();
        try {
            dropped = true;
            chunks.clear();
            entries = Collections.emptyIterator();
        } finally {
            lock.unlock();
        }
    }
}
