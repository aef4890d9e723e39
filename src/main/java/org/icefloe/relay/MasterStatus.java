package org.icefloe.relay;

import java.time.Instant;
import java.util.Optional;

/**
 * How the master fares, as this server sees it.
 *
 * @param url where its list is
 * @param mounts how many it had last
 * @param updated when the list came last
 * @param fault why it did not come now, if it did not
 * @param nextUpdate when it is asked for again
 */
public record MasterStatus(
        String url, int mounts, Optional<Instant> updated, Optional<String> fault, Optional<Instant> nextUpdate) {}
