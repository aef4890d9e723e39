package org.icefloe.relay;

import java.nio.ByteBuffer;

/** The last bytes of a stream. */
final class Tail {
    private final byte[] ring = new byte[Seam.TAIL];

    /** How many bytes there were. */
    private long count;

    /** @param bytes left as they are */
    void add(ByteBuffer bytes) {
        int length = Math.min(ring.length, bytes.remaining());
        int from = bytes.limit() - length;
        count += bytes.remaining() - length;
        for (int done = 0; done < length; ) {
            int at = (int) (count % ring.length);
            int portion = Math.min(length - done, ring.length - at);
            bytes.get(from + done, ring, at, portion);
            done += portion;
            count += portion;
        }
    }

    void clear() {
        count = 0;
    }

    /** As many as are kept, the last one last. */
    byte[] bytes() {
        int length = (int) Math.min(count, ring.length);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((count - length + i) % ring.length)];
        }
        return bytes;
    }
}
