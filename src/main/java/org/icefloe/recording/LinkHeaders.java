package org.icefloe.recording;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.icefloe.format.Frame;

/** The headers a decoder needs at the present place of a stream; none for formats without. */
final class LinkHeaders {
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(0);

    /** Takes note of a frame if it is a header. */
    void note(Frame frame) {
        if (frame.kind() == Frame.Kind.LINK_START) {
            gathered.reset();
        }
        if (frame.kind() == Frame.Kind.LINK_START || frame.kind() == Frame.Kind.HEADER) {
            ByteBuffer header = frame.bytes().duplicate();
            byte[] bytes = new byte[header.remaining()];
            header.get(bytes);
            gathered.writeBytes(bytes);
        }
    }

    byte[] bytes() {
        return gathered.toByteArray();
    }
}
