package org.icefloe.mount;

import java.util.List;
import java.util.Optional;
import org.icefloe.config.MountPaths;

/**
 * The name of a mountpoint: an absolute path such as {@code /live.mp3}, decoded, without a query.
 *
 * @param value begins with a slash; at most {@value #MAX_LENGTH} characters
 */
public record MountName(String value) implements Comparable<MountName> {
    /** The longest name, in characters. */
    public static final int MAX_LENGTH = MountPaths.MAX_LENGTH;

    /** How the names of playlists end. */
    private static final List<String> PLAYLISTS = List.of(".m3u", ".pls", ".xspf", ".vclt");

    /** @throws IllegalArgumentException with a message for the client, if this can be no mountpoint */
    public MountName {
        MountPaths.require(value);
    }

    /** The name a path stands for, if it can be a mountpoint's. */
    public static Optional<MountName> parse(String path) {
        try {
            return Optional.of(new MountName(path));
        } catch (IllegalArgumentException noMountName) {
            return Optional.empty();
        }
    }

    /** Whether the server answers under this name with a playlist, unless there is a mount that is called so. */
    public boolean isPlaylist() {
        return PLAYLISTS.stream().anyMatch(value::endsWith);
    }

    /** Whether the server answers under this name itself, so that no source may take it. */
    public boolean isReserved() {
        return MountPaths.isReserved(value);
    }

    @Override
    public int compareTo(MountName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
