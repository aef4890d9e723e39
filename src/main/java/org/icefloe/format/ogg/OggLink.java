package org.icefloe.format.ogg;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamTags;
import org.jspecify.annotations.Nullable;

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
    private final Serials serials;
    private int headerBytes;
    private boolean closed;

    /** How long what was read plays, in ns. */
    private long played;

    /** A title from outside that is to come. */
    private @Nullable StreamTags wanted;

    /** How it will come, once sound is there. */
    private @Nullable Relink relink;

    OggLink(Serials serials) {
        this.serials = serials;
    }

    /** Whether a first page belongs to this link and not to the next one. */
    boolean admits(OggPage bos) {
        return !closed && !streams.containsKey(bos.serial());
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    /** @throws StreamFormatException if there are too many streams already, or too many header bytes */
    LogicalStream add(OggPage bos) {
        if (streams.size() == MAX_STREAMS) {
            throw new StreamFormatException("an Ogg link with more than " + MAX_STREAMS
                    + " logical streams: send fewer, or end each link before the next begins");
        }
        count(bos);
        LogicalStream stream = new LogicalStream(bos, serials.claim(bos.serial()));
        streams.put(bos.serial(), stream);
        return stream;
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

    /**
     * How much longer the link plays with this page of data than without, in ns; of several streams, the one that is
     * ahead counts.
     */
    long advance(LogicalStream stream, OggPage page) {
        long before = played;
        played = Math.max(played, stream.playedBehind(page));
        return played - before;
    }

    /**
     * Has the link go on as another one with this title, as soon as that can be. The last title wins.
     *
     * @return whether it can, as far as is known by now: not where several streams belong together
     */
    boolean retitle(StreamTags tags) {
        boolean can = streams.size() <= 1 && streams.values().stream().allMatch(LogicalStream::takesTitles);
        wanted = can ? VorbisComments.fitting(tags) : null;
        return can;
    }

    /** What begins the next link, if one is to begin behind this page of data. To be asked of every page. */
    Optional<Relink> relinkBehind(LogicalStream stream, OggPage page) {
        if (wanted == null || streams.size() > 1) {
            return Optional.empty();
        }
        if (relink == null) {
            relink =
                    stream.headers().map(headers -> new Relink(stream, headers)).orElse(null);
        }
        return Optional.ofNullable(relink).filter(possible -> possible.canFollow(page));
    }

    /** Has the present stream begin again behind this page of data. */
    void begin(Relink next, OggPage page, FrameSink sink) {
        StreamTags tags = Objects.requireNonNull(wanted);
        wanted = null;
        relink = null;
        next.begin(page, serials.claim(next.serial()), tags, sink);
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
