package org.icefloe.recording;

import java.time.Duration;
import org.icefloe.bytes.Printable;
import org.icefloe.format.StreamFormat;

/**
 * A track list as a cue sheet, the format of CDRWIN that players and splitters read.
 *
 * <pre>
 *     REM COMMENT "/jazz.mp3 from 2026-11-20T14:00:00Z"
 *     TITLE "Radio Floe"
 *     FILE "14.mp3" MP3
 *       TRACK 01 AUDIO
 *         TITLE "So What"
 *         PERFORMER "Miles Davis"
 *         INDEX 01 00:00:00          minutes, seconds, and frames of 1/75 s
 * </pre>
 *
 * <p>The format has no way to write a quote or a line break within a text, so a quote becomes an apostrophe; titles
 * never hold a line break. It knows 99 tracks; players read on where a file has more.
 */
final class CueSheet {
    private static final long FRAMES_A_SECOND = 75;

    private CueSheet() {}

    static String of(TrackList list) {
        TrackList.Origin origin = list.origin();
        StringBuilder sheet = new StringBuilder();
        line(sheet, "REM COMMENT", origin.mount() + " from " + list.began());
        line(sheet, "TITLE", origin.name().isEmpty() ? origin.mount().value() : origin.name());
        sheet.append("FILE ").append(quoted(list.file().getFileName().toString()));
        sheet.append(origin.type().format() == StreamFormat.MPEG ? " MP3\n" : " WAVE\n");
        int number = 1;
        for (Track track : list.tracks()) {
            track(sheet, number++, track);
        }
        return sheet.toString();
    }

    private static void track(StringBuilder sheet, int number, Track track) {
        sheet.append("  TRACK %02d AUDIO\n".formatted(number));
        line(sheet, "    TITLE", track.tags().title());
        if (!track.tags().artist().isEmpty()) {
            line(sheet, "    PERFORMER", track.tags().artist());
        }
        sheet.append("    INDEX 01 ").append(time(track.offset())).append('\n');
    }

    private static void line(StringBuilder sheet, String command, String text) {
        sheet.append(command).append(' ').append(quoted(text)).append('\n');
    }

    private static String quoted(String text) {
        return '"' + Printable.oneLine(text).replace('"', '\'') + '"';
    }

    private static String time(Duration offset) {
        long frames = offset.getNano() * FRAMES_A_SECOND / 1_000_000_000;
        return "%02d:%02d:%02d".formatted(offset.toMinutes(), offset.toSecondsPart(), frames);
    }
}
