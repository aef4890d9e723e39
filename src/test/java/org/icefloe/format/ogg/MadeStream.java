package org.icefloe.format.ogg;

import static org.icefloe.format.ogg.OggPages.ascii;
import static org.icefloe.format.ogg.OggPages.comments;
import static org.icefloe.format.ogg.OggPages.filled;
import static org.icefloe.format.ogg.OggPages.hex;
import static org.icefloe.format.ogg.OggPages.join;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream with true headers whose sound is made up: packets of any length, cut into pages anywhere, as no encoder
 * would but every muxer may.
 */
final class MadeStream {
    /** How much longer each packet makes the stream, in units of the granule; 20 ms of Opus. */
    static final int PACKET = 960;

    private final Codec codec;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int serial;
    private int sequence;
    private long granule;
    private boolean open;
    private boolean ends;

    MadeStream(Codec codec, int serial) {
        this.codec = codec;
        this.serial = serial;
        page(OggPages.BOS, codec.head);
        codec.others.forEach(header -> page(0, header));
    }

    /** Codecs whose titles can be set. */
    enum Codec {
        VORBIS(
                join(ascii("\u0001vorbis"), hex("00000000 02 44ac0000 00000000 00fa0000 00000000 b8 01")),
                List.of(
                        join(comments("\u0003vorbis", "TITLE=Ebb", "ALBUM=Sea", "encoder=made"), hex("01")),
                        join(ascii("\u0005vorbis"), filled(5, 70_000)))),
        OPUS(
                join(ascii("OpusHead"), hex("01 02 3801 80bb0000 0000 00")),
                List.of(comments("OpusTags", "TITLE=Ebb", "R128_TRACK_GAIN=3", "encoder=made"))),
        FLAC(
                join(
                        ascii("\u007fFLAC"),
                        hex("0100 0002"),
                        ascii("fLaC"),
                        hex("00000022 10001000 000000 000000 0ac442f1 12345678"),
                        filled(9, 16)),
                List.of(
                        join(hex("04000000"), comments("", "TITLE=Ebb", "encoder=made")),
                        join(hex("81000010"), filled(0, 16))));

        private final byte[] head;
        private final List<byte[]> others;

        Codec(byte[] head, List<byte[]> others) {
            this.head = head;
            this.others = others;
        }

        /** How many headers the stream begins with. */
        int headers() {
            return 1 + others.size();
        }

        /** A packet of sound. */
        byte[] sound(int length, int filling) {
            byte[] packet = filled(filling, Math.max(1, length));
            packet[0] = (byte) 0xf8;
            return packet;
        }
    }

    /** Everything so far but an unfinished page. */
    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void page(int flags, byte[] packet) {
        add(packet, 255);
        write(flags, 0);
        granule = 0;
    }

    /** Adds a packet; a page ends whenever it has so many segments. */
    void add(byte[] packet, int segments) {
        int at = 0;
        for (int left = packet.length; left >= 0; left -= 255) {
            int lace = Math.min(left, 255);
            lacing.write(lace);
            body.write(packet, at, lace);
            at += lace;
            if (lace < 255) {
                ends = true;
                granule += PACKET;
            }
            if (lacing.size() >= segments) {
                boolean cut = lace == 255;
                write(0, granule);
                open = cut;
            }
        }
    }

    /** Ends the page. */
    void flush() {
        if (lacing.size() > 0) {
            write(0, granule);
        }
    }

    /** Adds the last page. */
    void end() {
        write(OggPages.EOS, granule);
    }

    /** Leaves out a number, as if a page were lost. */
    void losePage() {
        sequence++;
    }

    private void write(int flags, long end) {
        int allFlags = flags | (open ? OggPages.CONTINUED : 0);
        long place = ends || lacing.size() == 0 ? end : -1;
        bytes.writeBytes(OggPages.page(
                new OggPages.Place(serial, allFlags, place, sequence++), lacing.toByteArray(), body.toByteArray()));
        lacing.reset();
        body.reset();
        open = false;
        ends = false;
    }

    /** The packets behind the headers. */
    static List<byte[]> sound(Chain.Link link, int headers) {
        return new ArrayList<>(link.packets().subList(headers, link.packets().size()));
    }
}
