package org.icefloe.relay;

import org.icefloe.mount.MountName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log hears of how a relay fares: that it fails once, and nothing more until it is well again. */
final class Trouble {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final MountName mount;

    /** Whether the log was told that it fails, and not yet that it is well again. */
    private boolean told;

    Trouble(MountName mount) {
        this.mount = mount;
    }

    boolean isTold() {
        return told;
    }

    void live(Upstream upstream) {
        if (!told) {
            log.info("Relay {} is live from {}", mount, upstream);
        }
    }

    void ends(String reason) {
        log.info("Relay {} ends: {}", mount, reason);
    }

    void lost(Upstream upstream, Failure failure) {
        if (!told) {
            log.info("Relay {} has lost its stream: {}", mount, RelayWords.of(upstream, failure));
        }
    }

    void fails(String cause) {
        if (!told) {
            told = true;
            log.warn("Relay {} fails: {}", mount, cause);
        }
    }

    void isOver(String words) {
        told = false;
        log.info("Relay {} is well again: {}", mount, words);
    }

    /** Nobody wants to know any more. */
    void forget() {
        told = false;
    }
}
