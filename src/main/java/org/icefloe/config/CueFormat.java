package org.icefloe.config;

/** What is written beside a recording: each title and where in the file it begins. */
public enum CueFormat {
    NONE,
    /** A cue sheet, {@code .cue}. */
    CUE,
    /** A JSON document, {@code .json}. */
    JSON
}
