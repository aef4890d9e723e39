package org.icefloe.mount;

import java.util.concurrent.CompletionStage;
import org.icefloe.format.StreamTags;

/** Whoever feeds a mount, as the mount sees it. Any thread may call. */
public interface Source {
    /**
     * Gives the sound that is sent from now on a title. What was sent before may still wait to be read, and is read
     * first; so the title is set a moment later.
     *
     * @return whether the stream can carry it; completes when it is set
     */
    CompletionStage<Boolean> retitle(StreamTags tags);

    /**
     * Whether it may take the place of a mount's present source.
     *
     * @param takeover what the mount's settings say of it
     */
    default boolean mayReplace(Source present, boolean takeover) {
        return takeover;
    }

    /**
     * Ends it and closes its connection.
     *
     * @param reason for the log, such as {@code taken over by 192.0.2.7}
     */
    void end(String reason);
}
