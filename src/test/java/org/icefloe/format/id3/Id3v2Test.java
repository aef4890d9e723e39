package org.icefloe.format.id3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamTags;
import org.junit.jupiter.api.Test;

class Id3v2Test {
    @Test
    void aTagOfARealEncoderIsRead() {
        ByteBuffer stream = ByteBuffer.wrap(SampleStream.MP3_TAGGED.bytes());
        int length = Id3v2.lengthOf(stream);
        assertThat(stream.get(length)).isEqualTo((byte) 0xff);
        assertThat(Id3v2.tags(stream.slice(0, length))).contains(new StreamTags("Floe", "Tide"));
    }

    @Test
    void lengthIsFourTimesSevenBitsAndTheHeader() {
        assertThat(Id3v2.lengthOf(bytes("ID3\4\0\0\0\0\2\1"))).isEqualTo(10 + 257);
    }

    @Test
    void aFooterCounts() {
        assertThat(Id3v2.lengthOf(bytes("ID3\4\0\u0010\0\0\2\1"))).isEqualTo(10 + 257 + 10);
    }

    @Test
    void whatCannotBeATagIsNone() {
        assertThat(Id3v2.lengthOf(bytes("ID4\4\0\0\0\0\2\1"))).isZero();
        assertThat(Id3v2.lengthOf(bytes("ID3\4\0\0\0\0\u0080\1"))).isZero();
        assertThat(Id3v2.lengthOf(bytes("ID3\u00ff\0\0\0\0\2\1"))).isZero();
        assertThat(Id3v2.lengthOf(bytes("ID3\4\0\0\177\177\177\177"))).isZero();
    }

    @Test
    void everyVersionAndEncodingIsRead() {
        assertThat(Id3v2.tags(tag(2, 0, frame2("TT2", "Käse")))).contains(title("Käse"));
        assertThat(Id3v2.tags(tag(3, 0, frame(3, 1, "Käse".getBytes(UTF_16))))).contains(title("Käse"));
        assertThat(Id3v2.tags(tag(4, 0, frame(4, 3, ("Käse" + "x".repeat(200)).getBytes(UTF_8)))))
                .contains(title("Käse" + "x".repeat(200)));
    }

    @Test
    void ofSeveralValuesTheFirstCounts() {
        assertThat(Id3v2.tags(tag(4, 0, frame(4, 3, "One\0Two".getBytes(UTF_8)))))
                .contains(title("One"));
    }

    @Test
    void aTagMadeFreeOfSyncWordsIsRestored() {
        byte[] frame = frame(3, 1, new byte[] {(byte) 0xff, (byte) 0xfe, 'T', 0});
        byte[] unsynchronised = insertZero(frame);
        assertThat(Id3v2.tags(tag(3, 0x80, unsynchronised))).contains(title("T"));
    }

    @Test
    void anExtendedHeaderIsPassedOver() {
        byte[] extended = {0, 0, 0, 6, 0, 0, 0, 0, 0, 0};
        assertThat(Id3v2.tags(tag(3, 0x40, extended, frame(3, 0, "Tide".getBytes(ISO_8859_1)))))
                .contains(title("Tide"));
    }

    @Test
    void aCompressedFrameIsPassedOver() {
        byte[] compressed = frame(3, 0, "gibberish".getBytes(ISO_8859_1));
        compressed[9] = (byte) 0x80;
        assertThat(Id3v2.tags(tag(3, 0, compressed))).isEmpty();
    }

    @Property
    void anyBytesCanBeRead(
            @ForAll byte[] body, @ForAll @IntRange(max = 255) int flags, @ForAll @IntRange(max = 6) int v) {
        assertThat(Id3v2.tags(tag(v, flags, body))).isNotNull();
    }

    @Property(tries = 200)
    void aTagCutShortCanBeRead(@ForAll @IntRange(min = 10, max = 60) int length) {
        byte[] whole = tag(3, 0, frame(3, 0, "Tide".getBytes(ISO_8859_1))).array();
        ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(whole, Math.min(length, whole.length)));
        assertThat(Id3v2.tags(cut).isPresent()).isEqualTo(length >= whole.length);
    }

    private static StreamTags title(String title) {
        return new StreamTags("", title);
    }

    private static ByteBuffer tag(int version, int flags, byte[]... parts) {
        ByteArrayOutputStream tag = new ByteArrayOutputStream();
        tag.writeBytes(new byte[] {'I', 'D', '3', (byte) version, 0, (byte) flags, 0, 0, 0, 0});
        for (byte[] part : parts) {
            tag.writeBytes(part);
        }
        return ByteBuffer.wrap(tag.toByteArray());
    }

    private static byte[] frame(int version, int encoding, byte[] text) {
        int length = 1 + text.length;
        int bits = version == 4 ? 7 : 8;
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes("TIT2".getBytes(ISO_8859_1));
        frame.writeBytes(new byte[] {0, 0, (byte) (length >> bits), (byte) (length & (1 << bits) - 1), 0, 0});
        frame.write(encoding);
        frame.writeBytes(text);
        return frame.toByteArray();
    }

    private static byte[] frame2(String id, String text) {
        return (id + "\0\0" + (char) (1 + text.length()) + "\0" + text).getBytes(ISO_8859_1);
    }

    /** The zero that keeps the byte order mark from looking like a sync word. */
    private static byte[] insertZero(byte[] frame) {
        byte[] longer = Arrays.copyOf(frame, frame.length + 1);
        System.arraycopy(frame, 12, longer, 13, frame.length - 12);
        longer[12] = 0;
        return longer;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
