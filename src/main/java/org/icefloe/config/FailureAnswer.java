package org.icefloe.config;

/** What holds when whoever should decide does not answer. */
public enum FailureAnswer {
    /** Nobody is let in. */
    DENY,
    /** Everybody is. */
    ALLOW
}
