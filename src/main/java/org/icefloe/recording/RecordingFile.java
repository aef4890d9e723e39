package org.icefloe.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that whole frames are added to. What is given to the system is never the beginning of a frame without its end,
 * unless a write fails, and then the file is cut back to the last whole one. So whatever is there after a fault, or
 * after the process was killed, plays to its end.
 *
 * <p>Nothing is forced through to the disk itself: a file's bytes are the system's as soon as {@link #flush} returns,
 * and outlive this process; a power failure costs what the system has not written yet. Forcing every mount's file once
 * a second would keep a plain disk from doing anything else.
 */
final class RecordingFile {
    /** What is gathered between two writes, in bytes: a second of 128 kbit/s. */
    private static final int GATHERED = 16 * 1024;

    private final Path path;
    private final SeekableByteChannel channel;
    private final ByteBuffer gathered = ByteBuffer.allocate(GATHERED);

    /** How many bytes the system has been given. */
    private long written;

    private RecordingFile(Path path, SeekableByteChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes a new file. */
    static RecordingFile create(Path path, Disk disk) throws IOException {
        return new RecordingFile(path, disk.create(path));
    }

    Path path() {
        return path;
    }

    /** In bytes, with what is still gathered. */
    long size() {
        return written + gathered.position();
    }

    /** Adds a whole frame, from position to limit, or headers. */
    void append(ByteBuffer frame) throws IOException {
        if (frame.remaining() > gathered.remaining()) {
            flush();
        }
        if (frame.remaining() > gathered.remaining()) {
            write(frame.duplicate());
        } else {
            gathered.put(frame.duplicate());
        }
    }

    /** Gives the system all that was added. */
    void flush() throws IOException {
        gathered.flip();
        try {
            write(gathered);
        } finally {
            gathered.clear();
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            written += length;
        } catch (IOException fault) {
            cutBack(fault);
            throw fault;
        }
    }

    /** Takes back what a write that failed has left; a full disk has room for that. */
    private void cutBack(IOException fault) {
        try {
            channel.truncate(written);
        } catch (IOException another) {
            fault.addSuppressed(another);
        }
    }

    /**
     * Closes the file with all that was added; after a fault it is closed as well, and to be {@linkplain #abandon
     * abandoned}.
     */
    void close() throws IOException {
        try (channel) {
            flush();
        }
    }

    /**
     * Closes the file after a fault, if it still is open, without what was gathered; one that holds nothing is removed.
     *
     * @return whether there is a file left
     */
    boolean abandon() throws IOException {
        gathered.clear();
        channel.close();
        if (written == 0) {
            Files.deleteIfExists(path);
        }
        return written > 0;
    }
}
