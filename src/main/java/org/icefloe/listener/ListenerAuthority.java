package org.icefloe.listener;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who may listen. */
@FunctionalInterface
public interface ListenerAuthority {
    /** Lets everybody in. */
    ListenerAuthority EVERYBODY = (request, id) -> CompletableFuture.completedStage(Grant.of(id));

    /**
     * Asks whether a client may listen. Never blocks: streams are served by the threads that ask.
     *
     * @param id number of the connection, for the grant
     * @return completes on any thread, at once if that is possible; fails with a
     *     {@link org.icefloe.mount.RefusedException} if the client may not
     */
    CompletionStage<Grant> authenticate(ListenerRequest request, long id);
}
