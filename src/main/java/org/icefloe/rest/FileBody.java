package org.icefloe.rest;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A response's body that lies in a file.
 *
 * @param file where the bytes are
 * @param parts in the order of sending
 */
public record FileBody(Path file, List<Part> parts) implements LargeBody {
    public FileBody {
        parts = List.copyOf(parts);
    }

    /**
     * A run of a file, and what stands before it.
     *
     * @param before in ISO-8859-1; empty where the file's bytes follow each other
     * @param from position of the first byte
     * @param length in bytes
     */
    public record Part(String before, long from, long length) {}

    /** In bytes. */
    public long length() {
        return parts.stream()
                .mapToLong(part -> part.before().length() + part.length())
                .sum();
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(length());
    }

    /**
     * All bytes, as one stream that ends with an {@link EOFException} if the file has become shorter. To be closed, by
     * any thread.
     */
    @Override
    public InputStream open() throws IOException {
        FileChannel channel = FileChannel.open(file);
        Stream<InputStream> inputs = parts.stream()
                .flatMap(part -> Stream.of(
                        new ByteArrayInputStream(part.before().getBytes(StandardCharsets.ISO_8859_1)),
                        new Run(channel, part)));
        return new SequenceInputStream(Collections.enumeration(inputs.toList())) {
            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** The bytes of one part. Does not close the file, which it shares with the others. */
    private static final class Run extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long position;

        Run(FileChannel channel, Part part) {
            this.channel = channel;
            this.position = part.from();
            this.end = part.from() + part.length();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] array, int offset, int length) throws IOException {
            if (position == end) {
                return -1;
            }
            int most = (int) Math.min(length, end - position);
            int read = channel.read(ByteBuffer.wrap(array, offset, most), position);
            if (read < 0) {
                throw new EOFException("the file has become shorter while it was sent");
            }
            position += read;
            return read;
        }
    }
}
