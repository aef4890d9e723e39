package org.icefloe.mount;

import java.util.Optional;
import java.util.function.Predicate;
import org.icefloe.format.ContentType;

/** Files that take the place of a mount, as Icecast's {@code fallback-mount} allows. */
public interface FallbackFiles {
    /** A server without such files. */
    FallbackFiles NONE = new FallbackFiles() {
        @Override
        public boolean has(MountName path) {
            return false;
        }

        @Override
        public Optional<Mount> playerOf(MountName file, Predicate<ContentType> accepted) {
            return Optional.empty();
        }

        @Override
        public Optional<Mount> playing(MountName file) {
            return Optional.empty();
        }
    };

    /**
     * Whether there is a file under a path, of whatever kind; who asks for it wants it, and no fallback. Asks the file
     * system.
     */
    boolean has(MountName path);

    /**
     * A mount that plays a file over and over, while somebody listens to it; the same for everybody.
     *
     * @param file its path below the directory of static files
     * @param accepted which types are wanted
     * @return empty if there is no such file, or it is of another type or cannot be played
     */
    Optional<Mount> playerOf(MountName file, Predicate<ContentType> accepted);

    /** The mount that plays a file now, if one does. */
    Optional<Mount> playing(MountName file);
}
