package org.icefloe.stats.history;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who listens, as far as that counts. Confined to whoever counts, once it was handed over. */
final class Visitor {
    private final String address;
    private final Optional<String> userAgent;

    private @Nullable String family;
    private @Nullable LocalDate day;
    private long hash;

    Visitor(String address, Optional<String> userAgent) {
        this.address = address;
        this.userAgent = userAgent;
    }

    /** The kind of player. */
    String family() {
        if (family == null) {
            family = AgentFamily.of(userAgent);
        }
        return family;
    }

    /** The number that stands for it on a day. */
    long hash(DayKeys keys, LocalDate today) {
        if (!today.equals(day)) {
            hash = keys.hash(today, address, userAgent.orElse(""));
            day = today;
        }
        return hash;
    }
}
