package org.icefloe.listener;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.RelayPath;

/** Streams that are fetched when somebody wants to hear them. Any thread may call; nothing here blocks. */
public interface OnDemand {
    /** A server that fetches nothing. */
    OnDemand NONE = new OnDemand() {
        @Override
        public boolean offers(MountName mount) {
            return false;
        }

        @Override
        public CompletionStage<Void> fetch(MountName mount, RelayPath asked) {
            return CompletableFuture.failedStage(new RefusedException(Refusal.MOUNT_UNAVAILABLE));
        }
    };

    /** Whether a mount that is off would be fetched. */
    boolean offers(MountName mount);

    /**
     * Has a mount turned on for somebody who waits for it.
     *
     * @param asked by way of which servers the request has come, if from one
     * @return completes when the mount is on; fails with a {@link RefusedException} if it is not to be had, or not soon
     */
    CompletionStage<Void> fetch(MountName mount, RelayPath asked);
}
