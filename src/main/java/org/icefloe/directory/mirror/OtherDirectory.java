package org.icefloe.directory.mirror;

import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import org.icefloe.directory.catalog.YpForm;

/** Other directories, as they are asked for their entries. */
@FunctionalInterface
public interface OtherDirectory extends AutoCloseable {
    /**
     * Asks one, and waits for all of its answer.
     *
     * @param tag of the list that is here already
     * @throws RuntimeException with a sentence if it gives none
     */
    Reply entries(URI list, Optional<String> tag);

    /** Nobody is asked any more. */
    @Override
    default void close() {}

    /**
     * A list. To be closed.
     *
     * @param isNew false if it is the one of the tag; then there are no entries here
     * @param tag by which it is known next time
     * @param entries those of it; they wait for nobody, and throw if it is no list
     * @param end gives back what it holds
     */
    record Reply(boolean isNew, Optional<String> tag, Iterator<YpForm> entries, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }
}
