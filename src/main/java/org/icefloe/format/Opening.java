package org.icefloe.format;

import java.nio.ByteBuffer;

/**
 * Makes a stream that is heard from the middle begin cleanly, where frames lean on frames before them that this
 * listener never had. Keeps no state: one serves all listeners.
 */
public interface Opening {
    /** For formats whose entries need nothing: takes no frame, and replaces none. */
    Opening NONE = new Opening() {
        @Override
        public int lookBack() {
            return 0;
        }

        @Override
        public ByteBuffer open(ByteBuffer frames) {
            return ByteBuffer.allocate(0);
        }
    };

    /**
     * How far before the place where sound is wanted one should begin, in bytes, and how many bytes {@link #open}
     * should be shown; what it replaces is not heard. 0 if it never replaces anything.
     */
    int lookBack();

    /**
     * Takes those of the first frames that cannot be decoded, and gives as many bytes of frames that can, and are
     * silent. The position moves behind what was taken; the stream goes on with what remains, untouched. A frame that
     * is cut off at the limit is not taken: if none before it can be decoded, too little was shown.
     *
     * @param frames from the beginning of a frame on; their bytes are left as they are
     * @return what to send in place of the bytes taken, between position and limit; empty if none were
     */
    ByteBuffer open(ByteBuffer frames);
}
