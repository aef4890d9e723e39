package org.icefloe.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How much the server says of what it does; each says what those before it say, too. */
public enum LogLevel {
    /** What has failed. */
    ERROR("1", "eror"),
    /** What an operator should know of. */
    WARN("2", "warning"),
    /** What happens. */
    INFO("3", "information"),
    /** What helps to find a fault. */
    DEBUG("4", "dbug"),
    /** Everything. */
    TRACE;

    /** Icecast's number, and its words. */
    private final List<String> names;

    LogLevel(String... names) {
        this.names = List.of(names);
    }

    static Optional<LogLevel> named(String text) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(text) || level.names.contains(text))
                .findFirst();
    }
}
