package org.icefloe.directory.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Check;
import org.icefloe.directory.catalog.Curve;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.LastTouch;

/** Entries to be dumped, which count how many of them were taken. */
public final class ManyEntries implements Iterator<Entry> {
    private static final Instant ADDED = Instant.parse("2026-11-20T17:00:00.9Z");

    private final int most;
    private int taken;

    public ManyEntries(int most) {
        this.most = most;
    }

    public int taken() {
        return taken;
    }

    @Override
    public boolean hasNext() {
        return taken < most;
    }

    @Override
    public Entry next() {
        taken++;
        return entry(taken, "Station " + taken);
    }

    /** One that differs from all others. */
    public static Entry entry(int number, String name) {
        return new Entry(
                "sid-" + number,
                "http://radio" + number + ".example:8000/stream-" + number + ".mp3",
                "198.51.100.7",
                ADDED.plusSeconds(number),
                new Broadcast(
                        name,
                        List.of("ambient", "g" + number % 300),
                        "A description of " + number,
                        "",
                        "audio/mpeg",
                        "",
                        new Broadcast.Sound(128, 44_100, 2),
                        "",
                        ""),
                new LastTouch(
                        "Artist number " + number * 31 % 50_000 + " - Song of " + number * 17, number, 100, ADDED),
                Curve.NONE,
                Check.NONE);
    }

    /** The names, one a line, and {@code .} behind the last. */
    public static DumpFormat names(OutputStream to) {
        Writer text = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        return new DumpFormat() {
            @Override
            public void entry(Entry entry) throws IOException {
                text.write(entry.broadcast().name() + "\n");
            }

            @Override
            public void flush() throws IOException {
                text.flush();
            }

            @Override
            public void end() throws IOException {
                text.write(".");
                text.flush();
            }
        };
    }
}
