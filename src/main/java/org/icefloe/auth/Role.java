package org.icefloe.auth;

/** What an account is for. */
public enum Role {
    /** Runs the server. */
    ADMIN,
    /** Sends a stream. */
    SOURCE,
    /** Another server that takes streams from this one. */
    RELAY
}
