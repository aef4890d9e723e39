package org.icefloe.config;

/** Which listeners return to a mount when its source does, as Icecast 2.5 names them. */
public enum FallbackOverride {
    /** Nobody: who was moved stays where he is. */
    NONE,
    /** Everybody who listens to the fallback. */
    ALL,
    /** Those who came to the fallback from this mount. */
    OWN
}
