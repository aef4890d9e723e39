package org.icefloe.format.ogg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Builds pages byte by byte, with a checksum of its own reckoning. */
final class OggPages {
    static final int CONTINUED = 1;
    static final int BOS = 2;
    static final int EOS = 4;

    private OggPages() {}

    /** A page of whole packets. */
    static byte[] page(int serial, int flags, byte[]... packets) {
        return page(serial, flags, true, packets);
    }

    /** A page whose last packet, a multiple of 255 bytes, goes on behind it. */
    static byte[] openPage(int serial, int flags, byte[]... packets) {
        return page(serial, flags, false, packets);
    }

    private static byte[] page(int serial, int flags, boolean closed, byte[]... packets) {
        ByteArrayOutputStream lacing = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < packets.length; i++) {
            body.writeBytes(packets[i]);
            lacing.writeBytes(filled(255, packets[i].length / 255));
            if (closed || i < packets.length - 1) {
                lacing.write(packets[i].length % 255);
            }
        }
        return page(serial, flags, lacing.toByteArray(), body.toByteArray());
    }

    private static byte[] page(int serial, int flags, byte[] lacing, byte[] body) {
        return page(new Place(serial, flags, 7, 3), lacing, body);
    }

    /** What the head of a page says. */
    record Place(int serial, int flags, long granule, int sequence) {}

    /** A page of any kind, sound or not. */
    static byte[] page(Place place, byte[] lacing, byte[] body) {
        ByteBuffer page = ByteBuffer.allocate(27 + lacing.length + body.length).order(ByteOrder.LITTLE_ENDIAN);
        page.put(ascii("OggS"))
                .put((byte) 0)
                .put((byte) place.flags)
                .putLong(place.granule)
                .putInt(place.serial)
                .putInt(place.sequence)
                .putInt(0);
        page.put((byte) lacing.length).put(lacing).put(body);
        page.putInt(22, crc(page.array()));
        return page.array();
    }

    static int crc(byte[] bytes) {
        int crc = 0;
        for (byte b : bytes) {
            crc ^= b << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
            }
        }
        return crc;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static byte[] filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /** A comment header of these {@code NAME=value} pairs. */
    static byte[] comments(String prefix, String... pairs) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(ascii(prefix));
        packet.writeBytes(sized("test"));
        packet.writeBytes(littleEndian(pairs.length));
        for (String pair : pairs) {
            packet.writeBytes(sized(pair));
        }
        return packet.toByteArray();
    }

    private static byte[] sized(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return join(littleEndian(bytes.length), bytes);
    }

    private static byte[] littleEndian(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    /** The first page of an Opus stream of two channels. */
    static byte[] opusHead(int serial) {
        return page(serial, BOS, join(ascii("OpusHead"), hex("01 02 3801 80bb0000 0000 00")));
    }

    /** Its second page. */
    static byte[] opusTags(int serial, String... pairs) {
        return page(serial, 0, comments("OpusTags", pairs));
    }
}
