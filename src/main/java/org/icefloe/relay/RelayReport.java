package org.icefloe.relay;

import java.util.List;
import java.util.Optional;

/** What is known of all relays. Any thread may ask. */
public interface RelayReport {
    /** Every relay, set up or mirrored, by the name of its mount. */
    List<RelayStatus> relays();

    /** The master, if there is one. */
    Optional<MasterStatus> master();
}
