package org.icefloe.format.ogg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a new logical stream page by page. A packet that one page cannot hold goes on in the next.
 *
 * <pre>
 *     packets   | 600 bytes                 | 510 bytes                |
 *     lacing      255     255     90          255     255     0            a multiple of 255 ends with a 0
 *     page      |--- no more than 255 segments ---|-- continued -- ...
 * </pre>
 */
final class OggPageWriter {
    /** What a page in which no packet ends says of its place. */
    static final long NO_GRANULE = -1;

    private static final int MAX_SEGMENTS = 255;

    private final int serial;
    private int sequence;

    OggPageWriter(int serial) {
        this.serial = serial;
    }

    int serial() {
        return serial;
    }

    /** The number of the page that comes next. */
    int sequence() {
        return sequence;
    }

    /** The first page, with the packet that tells the codec; at most 65,024 bytes. */
    OggPage first(byte[] packet) {
        return next(OggProtocol.BOS, 0, lacing(List.of(packet)), ByteBuffer.wrap(packet));
    }

    /**
     * As many pages as these packets need; none of them shares a page with what comes later.
     *
     * @param granule where the last packet ends
     */
    List<OggPage> pages(List<byte[]> packets, long granule) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        packets.forEach(body::writeBytes);
        ByteBuffer bytes = ByteBuffer.wrap(body.toByteArray());
        byte[] lacing = lacing(packets);
        List<OggPage> pages = new ArrayList<>();
        for (int from = 0; from < lacing.length; from += MAX_SEGMENTS) {
            int flags = from > 0 && goesOn(lacing[from - 1]) ? OggProtocol.CONTINUED : 0;
            byte[] laces = Arrays.copyOfRange(lacing, from, Math.min(from + MAX_SEGMENTS, lacing.length));
            ByteBuffer part = bytes.slice(bytes.position(), length(laces));
            bytes.position(bytes.position() + part.remaining());
            pages.add(next(flags, endsPacket(laces) ? granule : NO_GRANULE, laces, part));
        }
        return pages;
    }

    /** The segments of a page from one on, a packet that begins there and does not end. */
    OggPage opening(OggPage page, int segment) {
        return next(0, NO_GRANULE, page.lacing(segment, page.segments()), page.body(segment, page.segments()));
    }

    /** A page up to a segment, marked as the last of its stream; everything else in it stays. */
    static OggPage ending(OggPage page, int segment) {
        int flags = page.flags() | OggProtocol.EOS;
        return page(
                new Place(flags, page.granule(), page.serial(), page.sequence()),
                page.lacing(0, segment),
                page.body(0, segment));
    }

    private OggPage next(int flags, long granule, byte[] lacing, ByteBuffer body) {
        return page(new Place(flags, granule, serial, sequence++), lacing, body);
    }

    /** What the head of a page says, but for its length and checksum. */
    private record Place(int flags, long granule, int serial, int sequence) {}

    private static OggPage page(Place place, byte[] lacing, ByteBuffer body) {
        ByteBuffer page = ByteBuffer.allocate(OggProtocol.LACING_AT + lacing.length + body.remaining());
        page.order(ByteOrder.LITTLE_ENDIAN);
        page.putInt(OggProtocol.CAPTURE).put((byte) 0).put((byte) place.flags).putLong(place.granule);
        page.putInt(place.serial).putInt(place.sequence).putInt(0);
        page.put((byte) lacing.length).put(lacing).put(body);
        return OggPage.sealed(page.flip());
    }

    private static byte[] lacing(List<byte[]> packets) {
        ByteArrayOutputStream lacing = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            for (int left = packet.length; left >= OggProtocol.LACING_GOES_ON; left -= OggProtocol.LACING_GOES_ON) {
                lacing.write(OggProtocol.LACING_GOES_ON);
            }
            lacing.write(packet.length % OggProtocol.LACING_GOES_ON);
        }
        return lacing.toByteArray();
    }

    private static boolean goesOn(byte lace) {
        return (lace & 0xff) == OggProtocol.LACING_GOES_ON;
    }

    private static boolean endsPacket(byte[] lacing) {
        for (byte lace : lacing) {
            if (!goesOn(lace)) {
                return true;
            }
        }
        return false;
    }

    private static int length(byte[] lacing) {
        int length = 0;
        for (byte lace : lacing) {
            length += lace & 0xff;
        }
        return length;
    }
}
