package org.icefloe.auth.url;

/** A backend has not answered; carries no stack trace, for the fault is elsewhere. */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackendException(String reason) {
        super(reason, null, false, false);
    }
}
