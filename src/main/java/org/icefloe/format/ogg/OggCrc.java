package org.icefloe.format.ogg;

import java.nio.ByteBuffer;

/**
 * The checksum of a page (RFC 3533 §6, field 7): CRC-32 with polynomial 0x04c11db7, highest bit first, starting from 0
 * and left as it is. {@link java.util.zip.CRC32} takes the bits in the other order.
 *
 * <p>Eight bytes a step: {@code TABLES[k][b]} is what a byte {@code b} with {@code k} bytes behind it adds.
 */
final class OggCrc {
    private static final int POLYNOMIAL = 0x04c11db7;
    private static final int STEP = 8;
    private static final int[][] TABLES = tables();

    private OggCrc() {}

    /** The checksum a page should bear, whatever stands in the field now. */
    static int of(ByteBuffer page) {
        int crc = update(0, page, 0, OggProtocol.CRC_AT);
        crc = update(crc, (byte) 0);
        crc = update(crc, (byte) 0);
        crc = update(crc, (byte) 0);
        crc = update(crc, (byte) 0);
        return update(crc, page, OggProtocol.CRC_AT + 4, page.limit());
    }

    private static int update(int crc, byte b) {
        return crc << 8 ^ TABLES[0][crc >>> 24 ^ b & 0xff];
    }

    private static int update(int crc, ByteBuffer bytes, int from, int to) {
        int result = crc;
        int at = from;
        for (; at <= to - STEP; at += STEP) {
            result = eight(result ^ bytes.getInt(at), bytes.getInt(at + 4));
        }
        for (; at < to; at++) {
            result = update(result, bytes.get(at));
        }
        return result;
    }

    private static int eight(int first, int second) {
        return TABLES[7][first >>> 24]
                ^ TABLES[6][first >>> 16 & 0xff]
                ^ TABLES[5][first >>> 8 & 0xff]
                ^ TABLES[4][first & 0xff]
                ^ TABLES[3][second >>> 24]
                ^ TABLES[2][second >>> 16 & 0xff]
                ^ TABLES[1][second >>> 8 & 0xff]
                ^ TABLES[0][second & 0xff];
    }

    private static int[][] tables() {
        int[][] tables = new int[STEP][256];
        for (int b = 0; b < 256; b++) {
            tables[0][b] = eightShifts(b << 24);
        }
        for (int k = 1; k < STEP; k++) {
            for (int b = 0; b < 256; b++) {
                tables[k][b] = eightShifts(tables[k - 1][b]);
            }
        }
        return tables;
    }

    private static int eightShifts(int value) {
        int shifted = value;
        for (int bit = 0; bit < 8; bit++) {
            shifted = shifted << 1 ^ (shifted < 0 ? POLYNOMIAL : 0);
        }
        return shifted;
    }
}
