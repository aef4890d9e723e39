package org.icefloe.playlist;

import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.icefloe.bytes.Printable;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;

/**
 * The one stream that a playlist leads to. All texts are single lines.
 *
 * @param location the address of the stream
 * @param mount its name
 * @param stream what is known of it, if it is on
 */
record Entry(String location, MountName mount, Optional<Mount> stream) {
    private static final StreamTags NOTHING = new StreamTags("", "");

    /** A word of the source, such as {@code icy-name}; empty if it has not said it. */
    Optional<String> word(String name) {
        Map<String, String> words = stream.map(Mount::description).orElse(Map.of());
        return Optional.ofNullable(words.get(name)).flatMap(Entry::said);
    }

    Optional<String> artist() {
        return said(playing().artist());
    }

    Optional<String> title() {
        return said(playing().title());
    }

    /** What the source calls the stream, or the mount's name. */
    String name() {
        return word("icy-name").orElse(mount.value());
    }

    /** What is known of the stream, a line each, in the words of Icecast; empty if it is off. */
    Optional<String> annotation() {
        return stream.map(this::annotation);
    }

    private String annotation(Mount mount) {
        StringJoiner lines = new StringJoiner("\n");
        word("icy-name").ifPresent(name -> lines.add("Stream Title: " + name));
        word("icy-description").ifPresent(text -> lines.add("Stream Description: " + text));
        lines.add("Content Type: " + mount.profile().contentType().value());
        word("icy-br").ifPresent(bitrate -> lines.add("Bitrate: " + bitrate));
        lines.add("Current Listeners: " + mount.counters().listeners());
        lines.add("Peak Listeners: " + mount.counters().listenerPeak());
        word("icy-genre").ifPresent(genre -> lines.add("Stream Genre: " + genre));
        return lines.toString();
    }

    private StreamTags playing() {
        return stream.map(on -> on.titles().current().tags()).orElse(NOTHING);
    }

    private static Optional<String> said(String text) {
        return Optional.of(Printable.oneLine(text).strip()).filter(line -> !line.isEmpty());
    }
}
