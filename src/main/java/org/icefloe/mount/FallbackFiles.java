package org.icefloe.mount;

import java.util.Optional;
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
        public Optional<ContentType> typeOf(MountName file) {
            return Optional.empty();
        }

        @Override
        public Optional<Mount> play(MountName file) {
            return Optional.empty();
        }

        @Override
        public Optional<Mount> playing(MountName file) {
            return Optional.empty();
        }
    };

    /** Whether there is a file under a path, of whatever kind; who asks for it wants it, and no fallback. */
    boolean has(MountName path);

    /**
     * What is in a file, if it can be played.
     *
     * @param file its path below the directory of static files
     * @return empty if there is no such file
     */
    Optional<ContentType> typeOf(MountName file);

    /**
     * A mount that plays a file over and over, for as long as somebody listens to it; the same for everybody.
     *
     * @return empty if there is no such file
     */
    Optional<Mount> play(MountName file);

    /** The mount that plays a file now, if one does. */
    Optional<Mount> playing(MountName file);
}
