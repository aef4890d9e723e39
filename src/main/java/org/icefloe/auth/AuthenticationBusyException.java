package org.icefloe.auth;

/** Too many passwords wait to be compared; whoever asked should be told to try again in a moment. */
public final class AuthenticationBusyException extends RuntimeException {
    public AuthenticationBusyException(int waiting) {
        super(waiting + " logins are being checked already; try again in a moment");
    }
}
