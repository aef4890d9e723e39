package org.icefloe.site;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.icefloe.format.ContentType;
import org.icefloe.mount.Mount;

/**
 * A stream as the page shows it. Texts are as the source sent them, and empty if it sent none.
 *
 * @param mount its name, such as {@code /live.mp3}
 * @param name what the source calls it, or the mount's name
 * @param playing artist and title
 * @param website an address of HTTP or HTTPS; whatever else the source sent is left out
 * @param listeners how many listen now
 * @param codec such as {@code MP3} or {@code Opus}
 * @param bitrate in kbit/s; 0 if it is not known
 * @param address where it is to be heard
 */
public record StreamCard(
        String mount,
        String name,
        String description,
        String genre,
        String playing,
        String website,
        int listeners,
        String codec,
        int bitrate,
        String address) {

    static StreamCard of(Mount mount, String address) {
        Map<String, String> words = mount.description();
        return new StreamCard(
                mount.name().value(),
                said(words, "icy-name").orElse(mount.name().value()),
                said(words, "icy-description").orElse(""),
                said(words, "icy-genre").orElse(""),
                mount.titles().current().text(),
                said(words, "icy-url").filter(StreamCard::isWeb).orElse(""),
                mount.counters().listeners(),
                codec(mount),
                bitrate(mount, words),
                address);
    }

    private static Optional<String> said(Map<String, String> words, String name) {
        return Optional.ofNullable(words.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Anything else, such as {@code javascript:}, could make a link do what it should not. */
    private static boolean isWeb(String url) {
        return url.matches("(?i)https?://[^\\s]+");
    }

    private static String codec(Mount mount) {
        List<String> heard = mount.info().codecs();
        return heard.isEmpty() ? announced(mount.profile().contentType()) : String.join(" + ", heard);
    }

    /** As good as it gets before the first frame, and for formats that are not looked into. */
    private static String announced(ContentType type) {
        return switch (type.format()) {
            case MPEG -> "MP3";
            case ADTS -> "AAC";
            case OGG -> "Ogg";
            case EBML, OPAQUE -> type.essence().replaceFirst("^.*/(?:x-)?", "").toUpperCase(Locale.ROOT);
        };
    }

    private static int bitrate(Mount mount, Map<String, String> words) {
        return said(words, "icy-br")
                .filter(text -> text.matches("[1-9][0-9]{0,5}"))
                .map(Integer::parseInt)
                .orElse(mount.info().bitrate() / 1000);
    }
}
