package org.icefloe.recording;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.icefloe.config.CueFormat;
import org.icefloe.format.ContentType;
import org.icefloe.mount.MountName;

/**
 * What is known of a recording, for the list that stands beside it.
 *
 * @param origin whose stream it is
 * @param file the recording
 * @param began when its first byte was written
 * @param missingBytes how much of the stream was lost between the file before and this one, in bytes
 * @param tracks in the order of the file
 * @param duration how much has been recorded so far
 */
record TrackList(Origin origin, Path file, Instant began, long missingBytes, List<Track> tracks, Duration duration) {

    /**
     * Whose stream it is.
     *
     * @param name of the stream; empty if it has none
     */
    record Origin(MountName mount, String name, ContentType type) {}

    TrackList {
        tracks = List.copyOf(tracks);
    }

    /** The list as a file of that format. */
    String as(CueFormat format) {
        return switch (format) {
            case NONE -> "";
            case CUE -> CueSheet.of(this);
            case JSON -> CueJson.of(this);
        };
    }
}
