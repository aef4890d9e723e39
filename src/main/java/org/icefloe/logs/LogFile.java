package org.icefloe.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of lines that begins anew when it is full or its time is over: it is given another name, see
 * {@link FullFiles}, and the next line is the first of a new one. No line is ever split between the two.
 *
 * <p>The time of a file is over when a day is, if days are set, an hour, or any other span, counted in the machine's
 * time from a Monday at midnight: so after a restart, too, all lines of one file are of the same span.
 *
 * <p>Others may move the file away, as logrotate does, or empty it; the next line goes to a new file, or to the
 * beginning. Confined to one thread.
 */
final class LogFile {
    /** What is written at once, in bytes; one line is not cut. */
    private static final int PORTION = 64 * 1024;

    /** A Monday. */
    private static final LocalDateTime FIRST_SPAN = LocalDateTime.of(2024, 1, 1, 0, 0);

    private final LogDisk disk;
    private final Clock clock;
    private LogRule rule;
    private Optional<Open> open = Optional.empty();

    LogFile(LogDisk disk, Clock clock, LogRule rule) {
        this.disk = disk;
        this.clock = clock;
        this.rule = rule;
    }

    /**
     * The file that is written to.
     *
     * @param key what the file system knows it by, if it does
     * @param span number of the span to which its last line belongs
     */
    private record Open(SeekableByteChannel channel, Path path, Optional<Object> key, long span) {}

    LogRule rule() {
        return rule;
    }

    /** Follows another rule from the next line on. */
    void follow(LogRule other) {
        if (!other.file().equals(rule.file())) {
            close();
        }
        rule = other;
    }

    /**
     * Writes lines, and takes away those that are written. Each ends with a line feed.
     *
     * @throws IOException if the disk does not take them; of the lines that are left, the file then has nothing
     */
    void append(Deque<byte[]> lines) throws IOException {
        closeIfMoved();
        while (!lines.isEmpty()) {
            try {
                Open to = fresh(lines.element().length);
                write(to, lines);
            } catch (IOException fault) {
                close();
                throw fault;
            }
        }
    }

    private Open fresh(int lineLength) throws IOException {
        Open present = open.isPresent() ? open.get() : open();
        long size = present.channel().size();
        boolean full = rule.maxSize() > 0 && size + lineLength > rule.maxSize();
        boolean over = present.span() != span(clock.instant());
        if (size > 0 && (full || over)) {
            rotate(present);
            present = open();
        } else if (over) {
            present = new Open(present.channel(), present.path(), present.key(), span(clock.instant()));
        }
        open = Optional.of(present);
        return present;
    }

    private Open open() throws IOException {
        Path path = rule.file();
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        SeekableByteChannel channel = disk.open(path);
        open = Optional.of(new Open(channel, path, Optional.empty(), 0));
        mend(channel);
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        Instant lastLine = channel.size() > 0 ? attributes.lastModifiedTime().toInstant() : clock.instant();
        return new Open(channel, path, Optional.ofNullable(attributes.fileKey()), span(lastLine));
    }

    /** A server that was killed may have left half a line. */
    private static void mend(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size > 0 && channel.position(size - 1).read(last) == 1 && last.get(0) != '\n') {
            channel.position(size).write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private long span(Instant time) {
        if (rule.maxAge().isZero()) {
            return 0;
        }
        LocalDateTime local = LocalDateTime.ofInstant(time, clock.getZone());
        return Math.floorDiv(
                Duration.between(FIRST_SPAN, local).toSeconds(), rule.maxAge().toSeconds());
    }

    private void rotate(Open full) throws IOException {
        LocalDateTime now = LocalDateTime.now(clock);
        close();
        Files.move(full.path(), FullFiles.nameFor(full.path(), now));
        clear();
    }

    /**
     * Deletes files that need not stay.
     *
     * @throws IOException if one cannot be deleted
     */
    void clear() throws IOException {
        if (Files.isDirectory(Objects.requireNonNull(rule.file().getParent()))) {
            FullFiles.clear(rule.file(), rule.keep(), LocalDateTime.now(clock));
        }
    }

    /** Writes as many lines as go in one portion and into this file, or none of them. */
    private void write(Open to, Deque<byte[]> lines) throws IOException {
        long size = to.channel().size();
        long room = rule.maxSize() > 0 ? rule.maxSize() - size : Long.MAX_VALUE;
        int count = 0;
        int length = 0;
        for (byte[] line : lines) {
            if (count > 0 && length + line.length > Math.min(room, PORTION)) {
                break;
            }
            count++;
            length += line.length;
        }
        ByteBuffer portion = ByteBuffer.allocate(length);
        lines.stream().limit(count).forEach(portion::put);
        writeWhole(to.channel(), size, portion.flip());
        for (int written = 0; written < count; written++) {
            lines.remove();
        }
    }

    private static void writeWhole(SeekableByteChannel channel, long size, ByteBuffer portion) throws IOException {
        try {
            channel.position(size);
            while (portion.hasRemaining()) {
                channel.write(portion);
            }
        } catch (IOException full) {
            channel.truncate(size);
            throw full;
        }
    }

    private void closeIfMoved() {
        if (open.isPresent() && isMoved(open.get())) {
            close();
        }
    }

    private static boolean isMoved(Open present) {
        try {
            Object key = Files.readAttributes(present.path(), BasicFileAttributes.class)
                    .fileKey();
            return !Optional.ofNullable(key).equals(present.key());
        } catch (IOException gone) {
            return true;
        }
    }

    /** Lets go of the file; the next line opens it again. */
    void close() {
        open.ifPresent(present -> {
            try {
                present.channel().close();
            } catch (IOException nothingIsLost) {
                // Every line was handed to the system when it was written.
            }
        });
        open = Optional.empty();
    }
}
