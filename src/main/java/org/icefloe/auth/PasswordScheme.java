package org.icefloe.auth;

/** A way to keep passwords: what it makes of one can be compared with another, and not be turned back. */
public interface PasswordScheme {
    /** Whether the hash is that of the password. May take a good part of a second of a processor. */
    boolean matches(String password, String hash);

    /** A hash to compare with where there is no account, so that the answer comes no faster. */
    String decoy();
}
