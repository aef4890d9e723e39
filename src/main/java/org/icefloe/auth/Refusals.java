package org.icefloe.auth;

import org.icefloe.bytes.Faults;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told whose login has failed. */
public final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    /** The refusal for what has gone wrong at a source's or listener's login; a fault of the server goes to the log. */
    public static Refusal of(Throwable fault) {
        Throwable cause = Faults.cause(fault);
        if (cause instanceof RefusedException refused) {
            return refused.refusal();
        }
        if (cause instanceof AuthenticationBusyException) {
            return Refusal.BUSY;
        }
        log.error("A client cannot be let in because of a fault in the server", cause);
        return Refusal.FAULT;
    }
}
