package org.icefloe.config;

import java.util.List;

/** Names of headers, as they were written. */
public record HeaderNames(List<String> names) {
    public HeaderNames {
        names = List.copyOf(names);
    }

    @Override
    public String toString() {
        return String.join(",", names);
    }
}
