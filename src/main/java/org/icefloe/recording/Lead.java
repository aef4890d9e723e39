package org.icefloe.recording;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.icefloe.format.Frame;
import org.icefloe.format.Opening;
import org.icefloe.format.StreamFormat;
import org.icefloe.format.parser.Openings;

/**
 * What a file begins with that does not begin with its stream, so that its first frame can be decoded: the headers of
 * the link, and for MP3 the few frames before, silent, in which part of the first one's sound lies.
 *
 * <pre>
 *     stream    ... f7  f8  f9  f10 ...        f9 needs bytes that lie in f7 and f8
 *     file 1    ... f7  f8
 *     file 2       (f7)(f8) f9  f10 ...        (f) sends its bytes, and plays nothing
 * </pre>
 */
final class Lead {
    private static final byte[] NONE = {};

    private final Opening opening;
    private final ByteArrayOutputStream headers = new ByteArrayOutputStream(0);

    /** The latest frames, newest first, as far as the opening may look back. */
    private final Deque<byte[]> latest = new ArrayDeque<>();

    private int latestBytes;

    Lead(StreamFormat format) {
        opening = Openings.of(format);
    }

    /** Takes note of a frame that later files may need. */
    void note(Frame frame) {
        switch (frame.kind()) {
            case LINK_START -> {
                headers.reset();
                headers.writeBytes(copy(frame));
            }
            case HEADER -> headers.writeBytes(copy(frame));
            case ENTRY, CONTINUATION -> keep(frame);
        }
    }

    private void keep(Frame frame) {
        if (opening.lookBack() > 0) {
            latest.addFirst(copy(frame));
            latestBytes += frame.bytes().remaining();
            while (latestBytes - latest.getLast().length >= opening.lookBack()) {
                latestBytes -= latest.removeLast().length;
            }
        }
    }

    private static byte[] copy(Frame frame) {
        byte[] bytes = new byte[frame.bytes().remaining()];
        frame.bytes().duplicate().get(bytes);
        return bytes;
    }

    /**
     * What comes before a frame that begins a file; nothing, if that is a header.
     *
     * @return empty if too little is known to have a decoder begin there
     */
    Optional<byte[]> before(Frame first) {
        if (first.kind() != Frame.Kind.ENTRY) {
            return Optional.of(NONE);
        }
        return opening.lookBack() == 0 ? Optional.of(headers.toByteArray()) : silenceBefore(copy(first));
    }

    /** The fewest frames that will do; where none will, though everything is known, it begins without. */
    private Optional<byte[]> silenceBefore(byte[] first) {
        byte[] frames = first;
        Iterator<byte[]> earlier = latest.iterator();
        while (true) {
            ByteBuffer stream = ByteBuffer.wrap(frames);
            ByteBuffer silence = opening.open(stream);
            if (stream.remaining() >= first.length) {
                return Optional.of(joined(silence, stream, stream.remaining() - first.length));
            }
            if (!earlier.hasNext()) {
                return latestBytes < opening.lookBack() ? Optional.empty() : Optional.of(NONE);
            }
            byte[] further = earlier.next();
            frames = joined(ByteBuffer.wrap(further), ByteBuffer.wrap(frames), frames.length);
        }
    }

    private static byte[] joined(ByteBuffer one, ByteBuffer other, int length) {
        byte[] bytes = new byte[one.remaining() + length];
        int split = one.remaining();
        one.get(bytes, 0, split);
        other.get(bytes, split, length);
        return bytes;
    }
}
