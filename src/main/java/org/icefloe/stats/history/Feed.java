package org.icefloe.stats.history;

import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;

/**
 * What is counted of a mount from outside. Two feeds are equal if they are of the same mount and not just of one name.
 */
interface Feed {
    MountName name();

    /** All that it has carried so far. */
    Traffic traffic();

    /** Whether it carries nothing any more. */
    boolean isOver();

    /** A mount. */
    record OfMount(Mount mount) implements Feed {
        @Override
        public MountName name() {
            return mount.name();
        }

        @Override
        public Traffic traffic() {
            return new Traffic(
                    mount.counters().bytesReceived(), mount.counters().bytesSent());
        }

        @Override
        public boolean isOver() {
            return mount.isEnded() && mount.counters().listeners() == 0;
        }
    }
}
