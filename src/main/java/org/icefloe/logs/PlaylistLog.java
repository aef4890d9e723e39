package org.icefloe.logs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Titles.Title;

/**
 * The titles of all mounts, as they change; Icecast's playlist log.
 *
 * <pre>
 *   20/Nov/2026:14:51:23 +0000|/m1.mp3|12|Artist - Title
 *   when                       mount   listeners
 * </pre>
 *
 * <p>As with Icecast, a title is in the charset in which listeners are sent it, and a bar in it is left alone: it is
 * the last field.
 */
public final class PlaylistLog {
    private final LineWriter<Entry> writer;
    private final Clock clock;

    PlaylistLog(LogDisk disk, Clock clock) {
        this.writer = new LineWriter<>("playlist log", 8192, PlaylistLog::line, disk, clock);
        this.clock = clock;
    }

    private record Entry(ZonedDateTime at, MountName mount, int listeners, String title, Charset charset) {}

    LineWriter<?> writer() {
        return writer;
    }

    /** Follows the titles of a mount that is turned on. */
    public void mountBegan(Mount mount) {
        mount.titles().onChange(title -> changed(mount, title));
    }

    private void changed(Mount mount, Title title) {
        if (writer.isOn()) {
            boolean icy = mount.contentType().format().carriesIcyMetadata();
            Charset charset = icy ? mount.settings().charset() : StandardCharsets.UTF_8;
            int listeners = mount.counters().listeners();
            writer.add(new Entry(ZonedDateTime.now(clock), mount.name(), listeners, title.text(), charset));
        }
    }

    private static byte[] line(Entry entry) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        String before = AccessFormat.time(entry.at()) + "|" + entry.mount() + "|" + entry.listeners() + "|";
        line.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        line.writeBytes(entry.title().getBytes(entry.charset()));
        line.write('\n');
        return line.toByteArray();
    }
}
