package org.icefloe.format.ogg;

import java.nio.ByteBuffer;

/** Numbers in a header packet. One that lies behind the end of the packet is 0, which is to say unknown. */
final class HeaderFields {
    private HeaderFields() {}

    static int unsigned8(ByteBuffer packet, int at) {
        return at < packet.limit() ? packet.get(at) & 0xff : 0;
    }

    static int littleEndian32(ByteBuffer packet, int at) {
        return at + 4 <= packet.limit() ? Integer.reverseBytes(packet.getInt(at)) : 0;
    }

    /** As {@link #littleEndian32}, for what cannot be negative and is nevertheless written so where it is not known. */
    static int positive32(ByteBuffer packet, int at) {
        return Math.max(0, littleEndian32(packet, at));
    }
}
