package org.icefloe.listener;

import org.icefloe.mount.Cursor;
import org.icefloe.mount.Mount;

/** How audio becomes the bytes of one listener: as it is, or with metadata between. */
interface Delivery {
    /**
     * Writes audio from the cursor on, and steps over it.
     *
     * @param limit where the audio ends that may be read
     * @param most how many bytes of audio to write at most; at least one run is written
     * @return how many bytes the sink was given
     */
    int deliver(Cursor cursor, long limit, int most, ListenerSink sink);

    /** What follows is of another mount. */
    default void moveTo(Mount mount) {}

    /** The stream as it is. */
    static Delivery plain() {
        return PlainDelivery.INSTANCE;
    }
}
