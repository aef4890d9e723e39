package org.icefloe.format.ogg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Spoils streams page by page. Most checksums are put right again: chance bytes would all end at the checksum, and what
 * lies behind it would never be tried.
 */
final class BadPages {
    private final Random random;

    BadPages(Random random) {
        this.random = random;
    }

    /** The stream with so many faults. */
    byte[] spoil(byte[] stream, int faults) {
        List<byte[]> pages = pagesOf(stream);
        for (int i = 0; i < faults && !pages.isEmpty(); i++) {
            spoilOne(pages, random.nextInt(pages.size()));
        }
        return OggPages.join(pages.toArray(byte[][]::new));
    }

    static List<byte[]> pagesOf(byte[] stream) {
        List<byte[]> pages = new ArrayList<>();
        new OggPageReader().read(ByteBuffer.wrap(stream), page -> {
            byte[] bytes = new byte[page.length()];
            page.bytes().get(bytes);
            pages.add(bytes);
        });
        return pages;
    }

    private void spoilOne(List<byte[]> pages, int at) {
        switch (random.nextInt(10)) {
            case 0 -> pages.remove(at);
            case 1 -> pages.add(random.nextInt(pages.size()), pages.get(at));
            case 2 -> pages.set(at, sealed(pages.get(at), 5, 1, random.nextInt(8)));
            case 3 -> pages.set(at, sealed(pages.get(at), 6, 8, strangeGranule()));
            case 4 -> pages.set(at, sealed(pages.get(at), 14, 4, random.nextInt(3)));
            case 5 -> pages.set(at, sealed(pages.get(at), 18, 4, random.nextInt()));
            case 6 -> pages.set(at, cutShort(pages.get(at)));
            case 7 -> pages.set(at, withChanceBytes(pages.get(at)));
            case 8 -> pages.get(at)[random.nextInt(pages.get(at).length)] ^= 0x55;
            default -> pages.add(at, OggPages.page(random.nextInt(3), random.nextInt(8)));
        }
    }

    private long strangeGranule() {
        return switch (random.nextInt(4)) {
            case 0 -> -1;
            case 1 -> 0;
            case 2 -> random.nextLong();
            default -> random.nextInt(100_000);
        };
    }

    /** A page with another value in a field. */
    static byte[] sealed(byte[] page, int at, int length, long value) {
        byte[] changed = page.clone();
        for (int i = 0; i < length; i++) {
            changed[at + i] = (byte) (value >> 8 * i);
        }
        return sealed(changed);
    }

    private static byte[] sealed(byte[] page) {
        ByteBuffer fields = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt(22, 0);
        fields.putInt(22, OggPages.crc(page));
        return page;
    }

    /** Fewer segments, and what belongs to them. */
    private byte[] cutShort(byte[] page) {
        int segments = page[26] & 0xff;
        int kept = segments == 0 ? 0 : random.nextInt(segments);
        int length = 0;
        for (int i = 0; i < kept; i++) {
            length += page[27 + i] & 0xff;
        }
        byte[] cut = OggPages.join(
                Arrays.copyOf(page, 27 + kept), Arrays.copyOfRange(page, 27 + segments, 27 + segments + length));
        cut[26] = (byte) kept;
        return sealed(cut);
    }

    private byte[] withChanceBytes(byte[] page) {
        byte[] changed = page.clone();
        int body = 27 + (page[26] & 0xff);
        for (int i = 0; i < 5 && body < page.length; i++) {
            changed[body + random.nextInt(page.length - body)] = (byte) random.nextInt();
        }
        return sealed(changed);
    }
}
