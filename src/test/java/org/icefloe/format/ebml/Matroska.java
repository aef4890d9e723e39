package org.icefloe.format.ebml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.icefloe.format.StreamTags;

/** Writes elements, also such as no muxer would write. */
final class Matroska {
    static final int VOID = 0xec;
    static final int CUES = 0x1c53bb6b;
    static final long UNKNOWN = -1;

    private Matroska() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    static byte[] element(int id, byte[]... contents) {
        byte[] content = join(contents);
        return join(head(id, content.length), content);
    }

    /** The head alone, with a size of 8 bytes. */
    static byte[] head(int id, long size) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int shift = 24; shift >= 0; shift -= 8) {
            if (id >>> shift != 0) {
                head.write(id >>> shift);
            }
        }
        long marked = 1L << 56 | size & 0x00ffffff_ffffffffL;
        head.writeBytes(ByteBuffer.allocate(8).putLong(marked).array());
        return head.toByteArray();
    }

    static byte[] number(int id, long value) {
        return element(id, ByteBuffer.allocate(8).putLong(value).array());
    }

    static byte[] text(int id, String value) {
        return element(id, value.getBytes(UTF_8));
    }

    static byte[] ebml() {
        return element(ElementId.EBML, text(ElementId.DOC_TYPE, "webm"));
    }

    static byte[] tracks(byte[]... entries) {
        return element(ElementId.TRACKS, entries);
    }

    static byte[] audio(int number) {
        byte[] rate = element(
                ElementId.SAMPLING_FREQUENCY,
                ByteBuffer.allocate(8).putDouble(44_100).array());
        return track(number, Track.AUDIO, "A_VORBIS", element(ElementId.AUDIO, rate, number(ElementId.CHANNELS, 2)));
    }

    static byte[] video(int number) {
        return track(number, Track.VIDEO, "V_VP9");
    }

    private static byte[] track(int number, int type, String codec, byte[]... more) {
        return element(
                ElementId.TRACK_ENTRY,
                number(ElementId.TRACK_NUMBER, number),
                number(ElementId.TRACK_TYPE, type),
                text(ElementId.CODEC_ID, codec),
                join(more));
    }

    /** EBML header, segment and tracks. */
    static byte[] headers(byte[]... entries) {
        return join(ebml(), head(ElementId.SEGMENT, UNKNOWN), tracks(entries));
    }

    static byte[] tags(String artist, String title) {
        return MatroskaTags.write(new StreamTags(artist, title)).array();
    }

    /** The beginning of a cluster of unknown size, as listeners are sent it. */
    static byte[] cluster(long time) {
        byte[] timestamp = ByteBuffer.allocate(10)
                .put((byte) ElementId.TIMESTAMP)
                .put((byte) 0x88)
                .putLong(time)
                .array();
        return join(head(ElementId.CLUSTER, UNKNOWN), timestamp);
    }

    static byte[] block(int track, int time, boolean isKeyframe) {
        return element(ElementId.SIMPLE_BLOCK, blockContent(track, time, isKeyframe ? 0x80 : 0));
    }

    static byte[] group(int track, int time, boolean isKeyframe) {
        byte[] reference = isKeyframe ? new byte[0] : number(ElementId.REFERENCE_BLOCK, 1);
        return element(ElementId.BLOCK_GROUP, element(ElementId.BLOCK, blockContent(track, time, 0)), reference);
    }

    private static byte[] blockContent(int track, int time, int flags) {
        return new byte[] {(byte) (0x80 | track), (byte) (time >> 8), (byte) time, (byte) flags, 1, 2, 3};
    }
}
