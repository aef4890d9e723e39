package org.icefloe.format.ogg;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.framing.CarryOver;

/**
 * Cuts bytes into pages and checks each one's CRC. What belongs to no sound page is left out and counted; after a
 * damaged page the search goes on inside it, since its length may be what was damaged.
 */
public final class OggPageReader {
    /**
     * How many bytes more may be checked in vain than in sound pages. Every capture pattern can claim 65,307 bytes, so
     * patterns put close together would make each byte of them cost thousands; chance damage comes nowhere near.
     */
    private static final long MAX_CHECKED_IN_VAIN = 16 << 20;

    private final CarryOver<Consumer<OggPage>> input = new CarryOver<>(this::cut);
    private boolean begun;
    private long skipped;

    /** Bytes of pages with a wrong CRC, less those of sound pages since. */
    private long checkedInVain;

    /**
     * Takes all bytes between position and limit; the beginning of a page at the end is kept until the rest arrives.
     *
     * @param sink takes each page; a page is valid only until the call returns
     * @throws StreamFormatException if the first bytes of all are not those of a page, or if there are 16 MiB more in
     *     damaged pages than in sound ones
     */
    public void read(ByteBuffer bytes, Consumer<OggPage> sink) {
        input.read(bytes, sink);
    }

    /** How many bytes belonged to no page, or to one with a wrong CRC. */
    public long skippedBytes() {
        return skipped;
    }

    private int cut(ByteBuffer window, Consumer<OggPage> sink) {
        if (begun && window.get(window.position()) != 'O') {
            return skipToNextCapture(window);
        }
        if (window.remaining() < OggProtocol.LACING_AT) {
            return begun ? OggProtocol.LACING_AT : beginWith(window);
        }
        requireCapture(window);
        if (!isPageHeader(window)) {
            return skipToNextCapture(window);
        }
        int headerLength = OggProtocol.LACING_AT + segments(window);
        if (window.remaining() < headerLength) {
            return headerLength;
        }
        int length = headerLength + bodyLength(window);
        return window.remaining() < length ? length : cutPage(length, window, sink);
    }

    /** Refuses what is no Ogg as soon as the capture pattern should be there, not a whole header later. */
    private int beginWith(ByteBuffer window) {
        if (window.remaining() < OggProtocol.CAPTURE_BYTES) {
            return OggProtocol.CAPTURE_BYTES;
        }
        requireCapture(window);
        return OggProtocol.LACING_AT;
    }

    private void requireCapture(ByteBuffer window) {
        if (!begun && !isCaptureAt(window, window.position())) {
            throw new StreamFormatException("an Ogg stream begins with \"OggS\", this one with the bytes " + hex(window)
                    + ": is its content type right?");
        }
        begun = true;
    }

    private static String hex(ByteBuffer window) {
        byte[] first = new byte[OggProtocol.CAPTURE_BYTES];
        window.get(window.position(), first);
        return HexFormat.ofDelimiter(" ").formatHex(first);
    }

    private static boolean isPageHeader(ByteBuffer window) {
        int at = window.position();
        return isCaptureAt(window, at) && window.get(at + OggProtocol.VERSION_AT) == 0;
    }

    private static boolean isCaptureAt(ByteBuffer window, int at) {
        return window.get(at) == 'O'
                && window.get(at + 1) == 'g'
                && window.get(at + 2) == 'g'
                && window.get(at + 3) == 'S';
    }

    private static int segments(ByteBuffer window) {
        return window.get(window.position() + OggProtocol.SEGMENTS_AT) & 0xff;
    }

    private static int bodyLength(ByteBuffer window) {
        int lacing = window.position() + OggProtocol.LACING_AT;
        int length = 0;
        for (int segment = 0; segment < segments(window); segment++) {
            length += window.get(lacing + segment) & 0xff;
        }
        return length;
    }

    private int cutPage(int length, ByteBuffer window, Consumer<OggPage> sink) {
        ByteBuffer bytes = window.slice(window.position(), length);
        if (bytes.getInt(OggProtocol.CRC_AT) != Integer.reverseBytes(OggCrc.of(bytes))) {
            countInVain(length);
            return skipToNextCapture(window);
        }
        window.position(window.position() + length);
        checkedInVain = Math.max(0, checkedInVain - length);
        sink.accept(new OggPage(bytes));
        return 0;
    }

    private void countInVain(int length) {
        checkedInVain += length;
        if (checkedInVain > MAX_CHECKED_IN_VAIN) {
            throw new StreamFormatException("Ogg pages with wrong checksums, " + checkedInVain
                    + " bytes of them and too few sound ones between: look at what sends or forwards the stream");
        }
    }

    private int skipToNextCapture(ByteBuffer window) {
        int at = window.position() + 1;
        while (at < window.limit() && window.get(at) != 'O') {
            at++;
        }
        skipped += at - window.position();
        window.position(at);
        return 0;
    }
}
