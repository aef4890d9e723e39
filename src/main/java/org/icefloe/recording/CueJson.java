package org.icefloe.recording;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A track list as JSON (RFC 8259), one track a line.
 *
 * <pre>
 *     {
 *       "file": "14.mp3",
 *       "mount": "/jazz.mp3",
 *       "name": "Radio Floe",
 *       "contentType": "audio/mpeg",
 *       "began": "2026-11-20T14:00:00Z",
 *       "missingBytes": 0,
 *       "duration": 3600.013,
 *       "tracks": [
 *         {"offset": 0.000, "position": 0, "artist": "Miles Davis", "title": "So What"}
 *       ]
 *     }
 * </pre>
 *
 * Times are in seconds, positions in bytes from the beginning of the file.
 */
final class CueJson {
    private CueJson() {}

    static String of(TrackList list) {
        TrackList.Origin origin = list.origin();
        String tracks = list.tracks().stream().map(CueJson::track).collect(Collectors.joining(",\n"));
        return """
                {
                  "file": %s,
                  "mount": %s,
                  "name": %s,
                  "contentType": %s,
                  "began": %s,
                  "missingBytes": %d,
                  "duration": %s,
                  "tracks": [
                %s
                  ]
                }
                """.formatted(
                        quoted(list.file().getFileName().toString()),
                        quoted(origin.mount().value()),
                        quoted(origin.name()),
                        quoted(origin.type().value()),
                        quoted(list.began().toString()),
                        list.missingBytes(),
                        seconds(list.duration()),
                        tracks);
    }

    private static String track(Track track) {
        return "    {\"offset\": %s, \"position\": %d, \"artist\": %s, \"title\": %s}"
                .formatted(
                        seconds(track.offset()),
                        track.position(),
                        quoted(track.tags().artist()),
                        quoted(track.tags().title()));
    }

    private static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%d.%03d", span.toSeconds(), span.toMillisPart());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character < 0x20 || Character.isSurrogate((char) character)) {
                quoted.append("\\u%04x".formatted(character));
            } else {
                quoted.append(character == '"' || character == '\\' ? "\\" : "").append((char) character);
            }
        });
        return quoted.append('"').toString();
    }
}
