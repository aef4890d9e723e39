package org.icefloe.relay;

import java.util.List;
import java.util.Optional;
import org.icefloe.net.RelayPath;

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

        @Override
        public RelayPath way() {
            return RelayPath.NONE;
        }
    };

    /** Every relay, set up or mirrored, by the name of its mount. */
    List<RelayStatus> relays();

    /** The master, if there is one. */
    Optional<MasterStatus> master();

    /**
     * The servers of whose mounts those of the master are: its own masters, the master as far as it says who it is, and
     * this server. A server among them has no use for what is mirrored here on demand: two that are each other's
     * masters would keep a mount in their lists that neither has.
     */
    RelayPath way();
}
