package org.icefloe.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that takes so many bytes and no more; each write takes a few. */
final class SmallDisk implements LogDisk {
    private static final int TAKEN_AT_ONCE = 7;

    final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    @Override
    public SeekableByteChannel open(Path file) throws IOException {
        return new Channel(LogDisk.SYSTEM.open(file));
    }

    private final class Channel implements SeekableByteChannel {
        private final SeekableByteChannel file;

        Channel(SeekableByteChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            int length = (int) Math.min(TAKEN_AT_ONCE, Math.min(from.remaining(), room.get()));
            if (length == 0) {
                throw new IOException("No space left on device");
            }
            room.addAndGet(-length);
            ByteBuffer some = from.slice(from.position(), length);
            from.position(from.position() + length);
            return file.write(some);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return file.read(into);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long at) throws IOException {
            file.position(at);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
