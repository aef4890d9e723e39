package org.icefloe.directory.catalog;

import java.time.Instant;

/**
 * A stream of a server. Immutable: a touch makes another one.
 *
 * @param sid by which its server touches and removes it; a secret between that and us
 * @param listenUrl where it is heard; no two entries have the same
 * @param address of the server that has listed it
 * @param added when that was
 * @param broadcast what is heard
 * @param moment what has been told last
 */
public record Entry(String sid, String listenUrl, String address, Instant added, Broadcast broadcast, Moment moment) {

    Entry with(Broadcast known, Moment now) {
        return new Entry(sid, listenUrl, address, added, known, now);
    }

    /** Without the SID, which is nobody's business. */
    @Override
    public String toString() {
        return listenUrl;
    }
}
