package org.icefloe.wire;

import org.icefloe.mount.Refusal;

/** A request that is refused for its form; carries no stack trace, for it is an answer and not a fault. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    BadRequestException(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    BadRequestException(String message) {
        this(Refusal.badRequest(message));
    }

    Refusal refusal() {
        return refusal;
    }
}
