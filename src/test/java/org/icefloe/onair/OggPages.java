package org.icefloe.onair;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes sound Ogg apart, and makes pages that no encoder would. {@link OggChain} has the layout of a page. */
final class OggPages {
    private static final int SEGMENTS = 26;

    private OggPages() {}

    /** The pages of a stream, which begins and ends with a whole one. */
    static List<byte[]> of(byte[] stream) {
        List<byte[]> pages = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int segments = stream[at + SEGMENTS] & 0xff;
            int end = at + SEGMENTS + 1 + segments;
            for (int i = 0; i < segments; i++) {
                end += stream[at + SEGMENTS + 1 + i] & 0xff;
            }
            pages.add(Arrays.copyOfRange(stream, at, end));
            at = end;
        }
        return pages;
    }

    /** One behind the other. */
    static byte[] join(List<byte[]> pages) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        pages.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /** The same pages with another serial number. */
    static List<byte[]> withSerial(List<byte[]> pages, int serial) {
        return pages.stream()
                .map(page -> sealed(ByteBuffer.wrap(page.clone())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(14, serial)))
                .toList();
    }

    /** A first page with a packet of so many bytes of an Opus head. */
    static byte[] opusHead(int serial, int length) {
        byte[] head = Arrays.copyOf("OpusHead".getBytes(StandardCharsets.US_ASCII), length);
        ByteBuffer page = ByteBuffer.allocate(SEGMENTS + 2 + length).order(ByteOrder.LITTLE_ENDIAN);
        page.putInt(0x5367674f)
                .put((byte) 0)
                .put((byte) 2)
                .putLong(0)
                .putInt(serial)
                .putInt(0)
                .putInt(0);
        page.put((byte) 1).put((byte) length).put(head);
        return sealed(page);
    }

    private static byte[] sealed(ByteBuffer page) {
        page.putInt(22, OggChain.checksum(page.array()));
        return page.array();
    }
}
