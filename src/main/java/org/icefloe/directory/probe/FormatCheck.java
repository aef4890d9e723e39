package org.icefloe.directory.probe;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormat;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;
import org.icefloe.format.parser.StreamParsers;

/**
 * Whether what is sent is what was listed: first by its type, then by its bytes, of which a few are enough. A type that
 * says nothing is no fault, nor is another name of the same.
 */
final class FormatCheck implements FrameSink {
    private static final Set<String> PLAYLISTS = Set.of(
            "audio/x-mpegurl",
            "audio/mpegurl",
            "application/x-mpegurl",
            "application/mpegurl",
            "application/vnd.apple.mpegurl",
            "audio/x-scpls",
            "audio/scpls",
            "application/pls+xml",
            "application/xspf+xml",
            "audio/x-pn-realaudio-plugin",
            "video/x-ms-asx",
            "video/x-ms-wvx",
            "audio/x-ms-wax");

    /** What servers say of anything. */
    private static final Set<String> SAY_NOTHING =
            Set.of("", "application/octet-stream", "binary/octet-stream", "text/plain");

    /** Always in Ogg, where they are streams. */
    private static final Set<String> IN_OGG = Set.of("audio/opus", "audio/vorbis", "audio/speex", "video/theora");

    /** So many letters in a row are no sound. */
    private static final int TEXT = 32;

    /** Fewer bytes are nothing that one can hear. */
    private static final int LEAST = 1024;

    private static final int LONGEST_TYPE = 80;

    private final ContentType type;
    private final StreamParser parser;
    private final StringBuilder opening = new StringBuilder(TEXT);
    private long bytes;
    private boolean heard;

    /** @param type that was listed */
    FormatCheck(ContentType type, StreamParsers parsers) {
        this.type = type;
        this.parser = parsers.parserFor(canonical(type));
    }

    private static ContentType canonical(ContentType type) {
        String essence = type.essence();
        return IN_OGG.contains(essence)
                ? new ContentType("audio/ogg")
                : type.format() == StreamFormat.OPAQUE ? new ContentType(essence.replace("/x-", "/")) : type;
    }

    /** What is wrong with the type of an answer, if anything. */
    Optional<Finding> lookAt(ContentType sent) {
        String essence = sent.essence();
        if (PLAYLISTS.contains(essence)) {
            return Optional.of(Finding.other("it sends a playlist (" + essence + "), listed was a stream"));
        }
        if (SAY_NOTHING.contains(essence) || canonical(type).continues(canonical(sent))) {
            return Optional.empty();
        }
        return Optional.of(Finding.other("it sends " + cut(essence) + ", listed was " + type.essence()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TYPE ? text : text.substring(0, LONGEST_TYPE) + "…";
    }

    /** Takes more of it, and says what it is as soon as that is known. */
    Optional<Finding> take(ByteBuffer portion) {
        bytes += portion.remaining();
        for (int at = portion.position(); at < portion.limit() && opening.length() < TEXT; at++) {
            opening.append((char) (portion.get(at) & 0xFF));
        }
        try {
            parser.read(portion, this);
        } catch (StreamFormatException none) {
            return Optional.of(somethingElse());
        }
        if (opening.length() < TEXT) {
            return Optional.empty();
        }
        return isText()
                ? Optional.of(somethingElse())
                : Optional.of(Finding.ALIVE).filter(alive -> heard);
    }

    @Override
    public void frame(Frame frame) {
        heard = true;
    }

    /** What is to be made of it if no more can be had. */
    Finding end() {
        if (bytes == 0) {
            return Finding.silent("it sends nothing");
        }
        if (isInLongTag()) {
            return Finding.ALIVE;
        }
        return bytes < LEAST && !isText() ? Finding.silent("it sends next to nothing") : somethingElse();
    }

    /** A file may begin with a picture that is larger than a visit. */
    private boolean isInLongTag() {
        return type.format() == StreamFormat.MPEG && bytes > LEAST && opening.indexOf("ID3") == 0;
    }

    private boolean isText() {
        return opening.chars().allMatch(letter -> letter >= 0x20 && letter < 0x7F || letter >= '\t' && letter <= '\r');
    }

    private Finding somethingElse() {
        return Finding.other("what it sends is no " + type.essence().toLowerCase(Locale.ROOT));
    }
}
