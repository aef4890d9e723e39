package org.icefloe.mount;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.format.Frame;

/**
 * Headers on their way into a mount. They wait for the sound that belongs to them: of a source that is lost before it,
 * a link without sound would stay in the stream, and ffmpeg, for one, gives up a stream in which it meets that.
 */
final class HeldHeaders {
    private final List<Frame> held = new ArrayList<>();

    /** Appends a frame, and before it what was held; or holds it. */
    void pass(Frame frame, StreamBuffer buffer) {
        switch (frame.kind()) {
            case LINK_START -> {
                held.clear();
                held.add(copy(frame));
            }
            case HEADER -> held.add(copy(frame));
            case ENTRY, CONTINUATION -> {
                held.forEach(buffer::append);
                held.clear();
                buffer.append(frame);
            }
        }
    }

    private static Frame copy(Frame frame) {
        ByteBuffer bytes = ByteBuffer.allocate(frame.bytes().remaining());
        bytes.put(frame.bytes().duplicate()).flip();
        return new Frame(frame.kind(), bytes, frame.nanos());
    }
}
