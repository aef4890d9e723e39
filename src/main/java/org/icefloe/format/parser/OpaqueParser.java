package org.icefloe.format.parser;

import java.nio.ByteBuffer;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamParser;

/**
 * Passes on a format that nobody here reads. Where its frames begin is not known, so every portion counts as one and a
 * decoder has to find its own way in. The portions are the network's: this is the one parser whose frames depend on
 * them.
 */
final class OpaqueParser implements StreamParser {
    @Override
    public void read(ByteBuffer input, FrameSink sink) {
        if (input.hasRemaining()) {
            ByteBuffer portion = input.slice();
            input.position(input.limit());
            sink.frame(new Frame(Frame.Kind.ENTRY, portion));
        }
    }

    @Override
    public long skippedBytes() {
        return 0;
    }
}
