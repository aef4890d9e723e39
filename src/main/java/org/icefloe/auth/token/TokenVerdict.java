package org.icefloe.auth.token;

import java.util.Optional;

/** What a token is good for. */
public sealed interface TokenVerdict {
    /** Lets in. */
    record Good(Optional<String> user) implements TokenVerdict {}

    /** Does not. */
    record Bad(Fault fault) implements TokenVerdict {}

    /** What is wrong with a token. */
    enum Fault {
        /** Not made with this server's key. */
        FORGED,
        /** For other mounts. */
        ELSEWHERE,
        /** Its time is over. */
        EXPIRED
    }
}
