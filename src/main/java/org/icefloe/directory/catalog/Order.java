package org.icefloe.directory.catalog;

/** In which order stations are found. */
public enum Order {
    /** Most listeners first. */
    LISTENERS,

    /** Newest first. */
    FRESHNESS
}
