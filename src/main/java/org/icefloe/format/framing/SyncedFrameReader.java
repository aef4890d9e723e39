package org.icefloe.format.framing;

import java.nio.ByteBuffer;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamParser;
import org.icefloe.format.id3.Id3v2;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of frames that each begin with a sync word and say their own length, as MPEG audio and ADTS do.
 *
 * <pre>
 *     in step:       a header that continues the last one        passes its frame at once
 *     out of step:   a header, and where its frame ends another  passes its frame, and is in step
 *                    that continues it
 *     in both:       an ID3v2 tag                                is read for its title and left out
 *                    anything else                               is left out, byte for byte, and out of step
 * </pre>
 *
 * <p>The sync word is short enough to occur in any junk; two headers at the right distance that agree with each other
 * hardly do. Asking that only of the first frame keeps the delay of all others at nothing.
 */
public final class SyncedFrameReader implements StreamParser {
    /** How much of an ID3v2 tag is searched for a title, in bytes; the pictures stand behind it. */
    private static final int TAG_WINDOW = 16_384;

    private final HeaderReader headers;
    private final int headerBytes;
    private final CarryOver<FrameSink> input = new CarryOver<>(this::cut);

    /** The header of the last frame while in step. */
    private @Nullable FrameHeader last;

    /** The header that {@link FrameSink#info} was last told of. */
    private @Nullable FrameHeader announced;

    /** How much of a tag is still to be left out, in bytes. */
    private int tagRest;

    private long skipped;

    /** @param headerBytes the length of a header, in bytes */
    public SyncedFrameReader(HeaderReader headers, int headerBytes) {
        this.headers = headers;
        this.headerBytes = headerBytes;
    }

    @Override
    public void read(ByteBuffer bytes, FrameSink sink) {
        input.read(bytes, sink);
    }

    @Override
    public long skippedBytes() {
        return skipped;
    }

    private int cut(ByteBuffer window, FrameSink sink) {
        if (tagRest > 0) {
            return skipTagRest(window);
        }
        if (!mayBegin(window.get(window.position()))) {
            return skipJunk(window);
        }
        if (Id3v2.mayBeginAt(window)) {
            return cutTag(window, sink);
        }
        if (window.remaining() < headerBytes) {
            return headerBytes;
        }
        return headers.headerAt(window, window.position())
                .map(header -> cutFrame(header, window, sink))
                .orElseGet(() -> skipJunk(window));
    }

    private int cutFrame(FrameHeader header, ByteBuffer window, FrameSink sink) {
        boolean inStep = last != null && header.continues(last);
        int wanted = header.frameBytes() + (inStep ? 0 : headerBytes);
        if (window.remaining() < wanted) {
            return wanted;
        }
        return inStep || isConfirmed(header, window) ? pass(header, window, sink) : skipJunk(window);
    }

    private boolean isConfirmed(FrameHeader header, ByteBuffer window) {
        return headers.headerAt(window, window.position() + header.frameBytes())
                .filter(next -> next.continues(header))
                .isPresent();
    }

    private int pass(FrameHeader header, ByteBuffer window, FrameSink sink) {
        last = header;
        ByteBuffer frame = take(header.frameBytes(), window);
        if (header.isSound(frame)) {
            announce(header, sink);
            sink.frame(new Frame(Frame.Kind.ENTRY, frame, header.nanos()));
        } else {
            skipped += header.frameBytes();
        }
        return 0;
    }

    private void announce(FrameHeader header, FrameSink sink) {
        if (announced == null || !header.continues(announced)) {
            announced = header;
            sink.info(header.info());
        }
    }

    private int cutTag(ByteBuffer window, FrameSink sink) {
        if (window.remaining() < Id3v2.HEADER_BYTES) {
            return window.remaining() + 1;
        }
        int length = Id3v2.lengthOf(window);
        if (length == 0) {
            return skipJunk(window);
        }
        int searched = Math.min(length, TAG_WINDOW);
        if (window.remaining() < searched) {
            return searched;
        }
        skipped += searched;
        tagRest = length - searched;
        Id3v2.tags(take(searched, window)).ifPresent(sink::tags);
        return 0;
    }

    private int skipTagRest(ByteBuffer window) {
        int length = Math.min(tagRest, window.remaining());
        tagRest -= length;
        skip(length, window);
        return 0;
    }

    /** Leaves out what stands at the position, up to where a frame or a tag may begin. */
    private int skipJunk(ByteBuffer window) {
        last = null;
        int at = window.position() + 1;
        while (at < window.limit() && !mayBegin(window.get(at))) {
            at++;
        }
        skip(at - window.position(), window);
        return 0;
    }

    private static boolean mayBegin(byte b) {
        return b == (byte) 0xff || b == 'I';
    }

    private void skip(int length, ByteBuffer window) {
        skipped += length;
        window.position(window.position() + length);
    }

    private static ByteBuffer take(int length, ByteBuffer window) {
        ByteBuffer taken = window.slice(window.position(), length);
        window.position(window.position() + length);
        return taken;
    }
}
