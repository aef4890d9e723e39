package org.icefloe.config;

import java.util.Locale;
import java.util.Optional;

/** What is written beside a recording: each title and where in the file it begins. */
public enum CueFormat {
    NONE,
    /** A cue sheet, {@code .cue}. */
    CUE,
    /** A JSON document, {@code .json}. */
    JSON;

    /** How the names of such files end, with the dot; none for none. */
    public Optional<String> suffix() {
        return this == NONE ? Optional.empty() : Optional.of('.' + name().toLowerCase(Locale.ROOT));
    }
}
