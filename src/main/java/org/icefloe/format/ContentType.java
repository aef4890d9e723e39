package org.icefloe.format;

import java.util.Locale;

/**
 * The media type of a stream, as a source names it and its listeners are told it.
 *
 * @param value as sent by the source, without surrounding blanks
 */
public record ContentType(String value) {
    /** What Icecast assumes of a source that names no type. */
    public static final ContentType MPEG = new ContentType("audio/mpeg");

    public ContentType {
        value = value.strip();
    }

    /** Type and subtype in lower case, without parameters. */
    public String essence() {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** Which family of parsers reads it. */
    public StreamFormat format() {
        return switch (essence()) {
            case "application/ogg", "application/x-ogg", "audio/ogg", "video/ogg" -> StreamFormat.OGG;
            case "audio/mpeg", "audio/mp3", "audio/x-mpeg", "audio/x-mp3" -> StreamFormat.MPEG;
            case "audio/aac", "audio/aacp", "audio/x-aac", "audio/vnd.dlna.adts" -> StreamFormat.ADTS;
            case "audio/webm",
                    "video/webm",
                    "audio/x-matroska",
                    "video/x-matroska",
                    "video/x-matroska-3d",
                    "application/x-matroska" -> StreamFormat.EBML;
            default -> StreamFormat.OPAQUE;
        };
    }

    /**
     * Whether a listener of the other type can go on with this one: of formats that nobody here reads, only the same.
     */
    public boolean continues(ContentType other) {
        return format() == other.format()
                && (format() != StreamFormat.OPAQUE || essence().equals(other.essence()));
    }

    /**
     * Whether a source may send this type: anything audible or visible, Ogg, Matroska, and bytes of an unnamed kind. A
     * web form or an HTML page is none of these.
     */
    public boolean isStreamable() {
        String essence = essence();
        return essence.startsWith("audio/")
                || essence.startsWith("video/")
                || format() == StreamFormat.OGG
                || format() == StreamFormat.EBML
                || essence.equals("application/octet-stream")
                || essence.equals("text/plain");
    }
}
