package org.icefloe.format.mpeg;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.icefloe.format.Opening;

/**
 * Lets an MP3 stream begin in its middle. The sound of a layer III frame may lie in frames before it (the "bit
 * reservoir"); a decoder that never had those, or had another stream's, makes noise of it or complains.
 *
 * <pre>
 *     frames      | 1     | 2     | 3     | 4     | 5      main data of each: 80 bytes
 *     begin         200     150     210     240     180    bytes of main data before the frame
 *     there           0      80     160     240     320
 *     sent as       silent  silent  silent  itself  itself ...
 * </pre>
 *
 * <p>A silent frame keeps its header and its main data, which later frames point into; its side info says that its
 * sound has no length and begins where the first byte is that is there. Once a frame's sound is all there, so is that
 * of every frame behind it: sound lies in the order of the frames. Layers I and II have no reservoir.
 */
public final class MpegOpening implements Opening {
    /**
     * {@inheritDoc} The reservoir is 511 bytes of main data at most: at 32 kbit/s and 48 kHz nine frames of 96 bytes,
     * at more they are fewer. The rest is for one frame of the largest size, which may have to be waited for.
     */
    @Override
    public int lookBack() {
        return 2304 + Layer3Frame.MOST_OVERHEAD;
    }

    @Override
    public ByteBuffer open(ByteBuffer frames) {
        int begin = frames.position();
        int end = firstComplete(frames);
        ByteBuffer opened = ByteBuffer.allocate(end - begin).put(0, frames, begin, end - begin);
        silence(opened);
        frames.position(end);
        return opened;
    }

    /** Index of the first frame whose sound is all there. */
    private static int firstComplete(ByteBuffer frames) {
        int there = 0;
        int at = frames.position();
        Optional<Layer3Frame> next = Layer3Frame.at(frames, at);
        while (next.isPresent() && next.get().begin(frames) > there) {
            there += next.get().mainDataBytes();
            at = next.get().end();
            next = Layer3Frame.at(frames, at);
        }
        return at;
    }

    private static void silence(ByteBuffer frames) {
        int there = 0;
        int at = 0;
        while (at < frames.limit()) {
            Layer3Frame frame = Layer3Frame.at(frames, at).orElseThrow();
            frame.silence(there, frames);
            there += frame.mainDataBytes();
            at = frame.end();
        }
    }
}
