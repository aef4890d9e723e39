package org.icefloe.relay;

import java.util.List;
import java.util.Optional;

/** What is known of all relays. Any thread may ask. */
public interface RelayReport {
    /** Of a server that relays nothing. */
    RelayReport NONE = new RelayReport() {
        @Override
        public List<RelayStatus> relays() {
            return List.of();
        }

        @Override
        public Optional<MasterStatus> master() {
            return Optional.empty();
        }
    };

    /** Every relay, set up or mirrored, by the name of its mount. */
    List<RelayStatus> relays();

    /** The master, if there is one. */
    Optional<MasterStatus> master();
}
