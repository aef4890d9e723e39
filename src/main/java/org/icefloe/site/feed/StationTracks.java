package org.icefloe.site.feed;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.Station;
import org.icefloe.playlist.Playlist;

/** Stations as playlists. */
final class StationTracks {
    /** More servers than any player tries. */
    private static final int MOST_OF_A_STATION = 1_000;

    private StationTracks() {}

    /** All streams of one. */
    static Playlist all(Station station) {
        return new Playlist(
                station.broadcast().name(),
                station.heard().stream()
                        .limit(MOST_OF_A_STATION)
                        .map(StationTracks::track)
                        .toList());
    }

    /** One stream of each. */
    static Playlist ofEach(List<Station> stations) {
        return new Playlist(
                "Stations",
                stations.stream().map(station -> track(station.heard().get(0))).toList());
    }

    /** Its title is its name: what plays would soon be another thing. */
    private static Playlist.Track track(Entry entry) {
        Broadcast broadcast = entry.broadcast();
        return new Playlist.Track(
                entry.listenUrl(),
                broadcast.name(),
                Optional.empty(),
                Optional.of(broadcast.name()),
                Optional.of(annotation(broadcast)),
                Optional.of(broadcast.homepage()));
    }

    private static String annotation(Broadcast broadcast) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add("Stream Title: " + broadcast.name());
        if (!broadcast.description().isEmpty()) {
            lines.add("Stream Description: " + broadcast.description());
        }
        lines.add("Content Type: " + broadcast.type());
        if (broadcast.sound().bitrate() > 0) {
            lines.add("Bitrate: " + broadcast.sound().bitrate());
        }
        if (!broadcast.genres().isEmpty()) {
            lines.add("Stream Genre: " + String.join(", ", broadcast.genres()));
        }
        return lines.toString();
    }
}
