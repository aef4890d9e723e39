package org.icefloe.mount;

import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamTags;

/**
 * The one end by which a mount is written to. It is shut when another source takes over or the mount is released; what
 * is written then is left alone, so that a source that is late with its last bytes harms nobody.
 */
public final class Intake implements FrameSink {
    private final Mount mount;
    private final Mount.Arrival arrival;

    /** Position of the first byte that this intake writes. */
    private final long start;

    /** Guarded by this object. */
    private final HeldHeaders headers = new HeldHeaders();

    /** Guarded by this object, which a writer holds while it writes. */
    private boolean shut;

    private volatile StreamInfo info = StreamInfo.UNKNOWN;

    Intake(Mount mount, Mount.Arrival arrival) {
        this.mount = mount;
        this.arrival = arrival;
        this.start = mount.buffer().head();
    }

    /** The mount it leads to. */
    public Mount mount() {
        return mount;
    }

    /** Position in the mount's buffer at which this source began. */
    public long start() {
        return start;
    }

    Mount.Arrival arrival() {
        return arrival;
    }

    StreamInfo streamInfo() {
        return info;
    }

    /** Returns when nobody writes here any more. */
    synchronized void shut() {
        shut = true;
    }

    @Override
    public synchronized void frame(Frame frame) {
        if (!shut) {
            headers.pass(frame, mount.buffer());
        }
    }

    @Override
    public synchronized void tags(StreamTags tags) {
        if (!shut) {
            mount.titles().announce(tags);
        }
    }

    @Override
    public synchronized void info(StreamInfo found) {
        if (!shut) {
            info = found;
        }
    }

    /** Tells everybody that bytes have come. To be called once for each portion that was read of the source. */
    public void published() {
        mount.published();
    }
}
