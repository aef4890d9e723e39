package org.icefloe.rest.directory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPInputStream;
import org.icefloe.directory.dump.Dump;
import org.icefloe.rest.LargeBody;

/**
 * A dump on its way to a client.
 *
 * @param compressed whether it is sent as it is kept, or unpacked
 * @param begun told when somebody begins to read
 */
public record DumpBody(Dump dump, boolean compressed, Runnable begun) implements LargeBody {
    private static final int BUFFER = 4 * 1024;

    @Override
    public InputStream open() throws IOException {
        begun.run();
        InputStream bytes = new Chunks(dump);
        return compressed ? bytes : new Unpacked(new GZIPInputStream(bytes, BUFFER));
    }

    @Override
    public OptionalLong size() {
        return compressed ? dump.size() : OptionalLong.empty();
    }

    /** Holds nothing but a place in the dump. */
    private static final class Chunks extends InputStream {
        private final Dump dump;
        private Optional<byte[]> chunk = Optional.of(new byte[0]);
        private int next;
        private int at;

        Chunks(Dump dump) {
            this.dump = dump;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] array, int offset, int length) throws IOException {
            while (chunk.isPresent() && at == chunk.get().length) {
                chunk = dump.chunk(next++);
                at = 0;
            }
            if (chunk.isEmpty()) {
                return -1;
            }
            int count = Math.min(length, chunk.get().length - at);
            System.arraycopy(chunk.get(), at, array, offset, count);
            at += count;
            return count;
        }
    }

    /** Its memory is given back as soon as it is closed and nobody reads any more; nobody waits for that. */
    private static final class Unpacked extends FilterInputStream {
        private final Lock reading = new ReentrantLock();
        private volatile boolean closed;

        Unpacked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] array, int offset, int length) throws IOException {
            reading.lock();
            try {
                return super.read(array, offset, length);
            } finally {
                reading.unlock();
                endIfClosed();
            }
        }

        @Override
        public void close() throws IOException {
            closed = true;
            endIfClosed();
        }

        private void endIfClosed() throws IOException {
            if (closed && reading.tryLock()) {
                try {
                    in.close();
                } finally {
                    reading.unlock();
                }
            }
        }
    }
}
