package org.icefloe.format.adts;

import java.nio.ByteBuffer;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamParser;
import org.icefloe.format.framing.SyncedFrameReader;

/** Cuts AAC into ADTS frames; a decoder may begin at any of them. What is no frame is left out. */
public final class AdtsParser implements StreamParser {
    private final SyncedFrameReader frames = new SyncedFrameReader(AdtsHeader::at, AdtsHeader.BYTES);

    @Override
    public void read(ByteBuffer input, FrameSink sink) {
        frames.read(input, sink);
    }

    @Override
    public long skippedBytes() {
        return frames.skippedBytes();
    }
}
