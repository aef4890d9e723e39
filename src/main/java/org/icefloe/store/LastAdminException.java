package org.icefloe.store;

/** The change would leave the server without an account that may run it. */
public final class LastAdminException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LastAdminException() {
        super("This is the last account of role admin; make another one first, or nobody could run this server");
    }
}
