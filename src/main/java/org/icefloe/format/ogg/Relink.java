package org.icefloe.format.ogg;

import java.util.List;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamTags;

/**
 * A title on its way into a stream. A page is filled before it is sent, so the sound that a title was set for comes
 * behind the next one: that page ends the link, and a new link with a comment header of our own begins.
 *
 * <pre>
 *     source     ... | page               | page          | page ...
 *                      packet packet pac      ket packet
 *
 *     listener   ... | page         | | BOS | comments | repeated | page | page          | page ...
 *                      packet packet                      packet    pac      ket packet
 *     serial         |----- A ------| |----- B ----------------------------------------------------
 *     sequence         n, EOS            0       1          2        3       4               5
 *     granule          g                 0       0          o       -1       o + its own - g
 * </pre>
 *
 * <p>What is repeated, and {@code o}, the granule behind it, is told by {@link Overlap}. The page with the beginning of
 * a packet is there only if the source's page ends inside one. From then on the source's pages go out under other
 * numbers, until the source begins a link of its own.
 */
final class Relink {
    private final LogicalStream stream;
    private final CodecHeaders headers;
    private final Overlap overlap;

    Relink(LogicalStream stream, CodecHeaders headers) {
        this.stream = stream;
        this.headers = headers;
        this.overlap = new Overlap(headers);
    }

    /** Takes note of the next page of sound; says whether the link can end with it. */
    boolean canFollow(OggPage page) {
        overlap.read(page);
        return overlap.isEnough() && page.completeSegments() > 0 && page.granule() >= 0 && !page.isEos();
    }

    /** The serial number of the old link. */
    int serial() {
        return stream.serial();
    }

    /** The page that ends the old link, up to the end of its last packet. */
    OggPage end(OggPage page) {
        return stream.numbered(OggPageWriter.ending(page, page.completeSegments()));
    }

    /**
     * Begins the new link.
     *
     * @param page the last of the old link, as it came
     * @param serial of the new link
     */
    void begin(OggPage page, int serial, StreamTags tags, FrameSink sink) {
        OggPageWriter writer = new OggPageWriter(serial);
        send(Frame.Kind.LINK_START, List.of(writer.first(headers.identification(overlap.samples()))), sink);
        send(Frame.Kind.HEADER, writer.pages(headers.others(tags), 0), sink);
        sink.tags(tags);
        send(Frame.Kind.ENTRY, writer.pages(overlap.packets(), overlap.samples()), sink);
        if (page.completeSegments() < page.segments()) {
            send(Frame.Kind.ENTRY, List.of(writer.opening(page, page.completeSegments())), sink);
        }
        int shift = writer.sequence() - (page.sequence() + 1);
        stream.number(new Numbering(serial, shift, overlap.samples() - page.granule()));
    }

    private static void send(Frame.Kind kind, List<OggPage> pages, FrameSink sink) {
        pages.forEach(page -> sink.frame(new Frame(kind, page.bytes())));
    }
}
