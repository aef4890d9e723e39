package org.icefloe.auth;

/** What an account is for. */
public enum Role {
    /** Runs the server. */
    ADMIN,
    /** Sends a stream. */
    SOURCE,
    /** Another server that takes streams from this one. */
    RELAY,
    /** Hears a stream that not everybody may hear. */
    LISTENER;

    /** Whether it may listen to every stream, whatever its mount asks of others. */
    public boolean listensAnywhere() {
        return this == ADMIN || this == RELAY;
    }

    /** Whether an account of this role may be kept to some mounts. */
    public boolean isForMounts() {
        return this == SOURCE || this == LISTENER;
    }
}
