package org.icefloe.format.ogg;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamTags;

/**
 * One link of a chain: logical streams that begin and end together. Their first pages come before all others (RFC 3533
 * §4), so a first page after any other kind of page begins the next link.
 */
final class OggLink {
    /** Streams of one link; nobody sends so many, and each costs memory. */
    static final int MAX_STREAMS = 64;

    /**
     * All header pages of a link together, in bytes. A FLAC metadata block, and with it a cover picture, can have 16
     * MiB, and everything else is small.
     */
    static final int MAX_HEADER_BYTES = 17 << 20;

    private final Map<Integer, LogicalStream> streams = new LinkedHashMap<>();
    private int headerBytes;
    private boolean closed;

    /** Whether a first page belongs to this link and not to the next one. */
    boolean admits(OggPage bos) {
        return !closed && !streams.containsKey(bos.serial());
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    /** @throws StreamFormatException if there are too many streams already, or too many header bytes */
    void add(OggPage bos) {
        if (streams.size() == MAX_STREAMS) {
            throw new StreamFormatException("an Ogg link with more than " + MAX_STREAMS
                    + " logical streams: send fewer, or end each link before the next begins");
        }
        count(bos);
        streams.put(bos.serial(), new LogicalStream(bos));
    }

    /** Takes no further streams from now on: other pages than first ones have begun. */
    void close() {
        closed = true;
    }

    /** The stream a page belongs to, if it began with this link. */
    Optional<LogicalStream> streamOf(OggPage page) {
        return Optional.ofNullable(streams.get(page.serial()));
    }

    /** Whether a stream's comments may still come. */
    boolean awaitsComments() {
        return streams.values().stream().anyMatch(LogicalStream::awaitsComments);
    }

    /** @throws StreamFormatException if the headers have become too long */
    void readHeaders(LogicalStream stream, OggPage page) {
        count(page);
        stream.readHeaders(page);
    }

    private void count(OggPage header) {
        headerBytes += header.length();
        if (headerBytes > MAX_HEADER_BYTES) {
            throw new StreamFormatException("Ogg headers of more than " + MAX_HEADER_BYTES
                    + " bytes: make the cover picture smaller, every listener is sent it before any sound");
        }
    }

    /**
     * Whether a decoder that has had the headers can begin with this data page. Where there are pictures, only a
     * keyframe will do: sound that began earlier would run without a picture until the next.
     */
    boolean canBeginAt(LogicalStream stream, OggPage page) {
        boolean hasVideo = streams.values().stream().anyMatch(LogicalStream::showsVideo);
        return stream.codec().isVideo() == hasVideo && stream.codec().canBeginAt(page);
    }

    /** What the first pages say. */
    StreamInfo info() {
        List<String> codecs = streams.values().stream()
                .map(stream -> stream.codec().displayName())
                .toList();
        AudioFormat audio = streams.values().stream()
                .map(LogicalStream::audioFormat)
                .filter(format -> !format.equals(AudioFormat.NONE))
                .findFirst()
                .orElse(AudioFormat.NONE);
        return new StreamInfo(codecs, audio.sampleRate(), audio.channels(), audio.bitrate());
    }

    /** The first title that a stream of this link has; an empty one if there are comments but no title among them. */
    Optional<StreamTags> tags() {
        List<StreamTags> all = streams.values().stream()
                .flatMap(stream -> stream.tags().stream())
                .toList();
        return all.stream()
                .filter(tags -> !tags.display().isEmpty())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }
}
