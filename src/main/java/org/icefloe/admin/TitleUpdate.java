package org.icefloe.admin;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.function.Function;
import org.icefloe.bytes.Printable;
import org.icefloe.format.StreamTags;
import org.icefloe.rest.RawParameters;

/**
 * The title in an update request: {@code song}, or else {@code artist} and {@code title}. Encoders that know all three
 * send {@code song} as the whole line.
 */
final class TitleUpdate {
    /** The longest title, in characters of Unicode: in UTF-8 that fits a metadata block, whatever they are. */
    static final int MAX_LENGTH = 1_000;

    private TitleUpdate() {}

    /**
     * The title, in one line and without control characters; empty if the request says nothing of one.
     *
     * @param assumed reads a parameter of a request that names no {@code charset}
     * @throws IllegalArgumentException with a message for the client, if it names one that is unknown here
     */
    static Optional<StreamTags> read(RawParameters parameters, Function<String, Optional<String>> assumed) {
        Function<String, Optional<String>> text = parameters
                .text("charset")
                .filter(name -> !name.isBlank())
                .map(TitleUpdate::charset)
                .<Function<String, Optional<String>>>map(charset -> name -> parameters.text(name, charset))
                .orElse(assumed);
        return text.apply("song").map(song -> new StreamTags("", tidy(song))).or(() -> artistAndTitle(text));
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new IllegalArgumentException("Unknown charset", unknown);
        }
    }

    private static Optional<StreamTags> artistAndTitle(Function<String, Optional<String>> text) {
        Optional<String> artist = text.apply("artist");
        Optional<String> title = text.apply("title");
        return artist.isEmpty() && title.isEmpty()
                ? Optional.empty()
                : Optional.of(new StreamTags(tidy(artist.orElse("")), tidy(title.orElse(""))));
    }

    private static String tidy(String text) {
        String line = Printable.oneLine(text).strip();
        return line.codePointCount(0, line.length()) <= MAX_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH));
    }
}
