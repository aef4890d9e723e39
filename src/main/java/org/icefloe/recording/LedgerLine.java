package org.icefloe.recording;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import org.icefloe.mount.MountName;

/**
 * A line of a {@link Ledger}.
 *
 * <pre>
 *     crc32 · began|ended|gone · time · mount · { file's URI · inode · size · modified } once or twice
 *
 *     5d07c21e  ended  2026-11-20T15:00:00.1Z  /jazz.mp3  file:///srv/14.mp3  1734  57600000  1795186800100
 * </pre>
 *
 * <p>Fields are parted by tabs. The checksum is over what follows it: half a path must never pass for a whole one,
 * which may be a file of somebody else.
 */
record LedgerLine(LedgerLine.Event event, MountName mount, Recorded recorded) {
    private static final String TAB = "\t";
    private static final int FIELDS_BEFORE_PARTS = 3;
    private static final int FIELDS_OF_A_PART = 4;

    /** What happened to a recording. */
    enum Event {
        BEGAN,
        ENDED,
        /** It was cleared away, or is none of the server's business any more. */
        GONE
    }

    /** The line, without its end. */
    String text() {
        List<String> fields = new ArrayList<>();
        fields.add(event.name().toLowerCase(Locale.ROOT));
        fields.add(recorded.ended().toString());
        fields.add(mount.value());
        for (Recorded.Part part : recorded.parts()) {
            fields.add(part.path().toUri().toASCIIString());
            fields.add(Long.toString(part.inode()));
            fields.add(Long.toString(part.size()));
            fields.add(Long.toString(part.modified()));
        }
        String rest = String.join(TAB, fields);
        return checksum(rest) + TAB + rest;
    }

    /** Reads a line; empty if it is none, or damaged. */
    static Optional<LedgerLine> parse(String text) {
        int tab = text.indexOf(TAB);
        if (tab < 0 || !text.substring(0, tab).equals(checksum(text.substring(tab + 1)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(text.substring(tab + 1).split(TAB, -1)));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private static LedgerLine of(String[] fields) {
        Event event = Event.valueOf(fields[0].toUpperCase(Locale.ROOT));
        List<Recorded.Part> parts = new ArrayList<>();
        for (int at = FIELDS_BEFORE_PARTS; at < fields.length; at += FIELDS_OF_A_PART) {
            parts.add(part(fields, at));
        }
        parts.get(0);
        return new LedgerLine(event, new MountName(fields[2]), new Recorded(Instant.parse(fields[1]), parts));
    }

    private static Recorded.Part part(String[] fields, int at) {
        return new Recorded.Part(
                Path.of(URI.create(fields[at])),
                Long.parseLong(fields[at + 1]),
                Long.parseLong(fields[at + 2]),
                Long.parseLong(fields[at + 3]));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
