package org.icefloe.listener;

import java.util.Optional;
import org.icefloe.mount.Mount;

/** What listeners hear before the stream. */
@FunctionalInterface
public interface Intros {
    /** A server without intros. */
    Intros NONE = mount -> Optional.empty();

    /**
     * The intro of a mount, as its settings name it: whole frames of the mount's format.
     *
     * @return shared, not to be written to
     */
    Optional<byte[]> introOf(Mount mount);
}
