package org.icefloe.config;

/** Who says whether somebody may listen to a mount. */
public enum AuthType {
    /** Nobody is asked. */
    NONE,
    /** A file of users and hashes. */
    HTPASSWD,
    /** A backend, by HTTP, as Icecast's {@code url}. */
    URL,
    /** The accounts of the server's database. */
    ACCOUNTS
}
