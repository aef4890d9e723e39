package org.icefloe.format.ogg;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;
import org.icefloe.format.StreamTags;

/**
 * Cuts an Ogg stream into pages and says of each what a decoder can do with it.
 *
 * <pre>
 *     page       BOS   BOS   other headers   data  data  data   BOS   other headers   data ...
 *     kind       LINK_ HEADER  HEADER        ENTRY ...          LINK_   HEADER        ENTRY ...
 *                START                       or CONTINUATION    START
 *                |---------- link ----------------------------| |---------- next link ----
 * </pre>
 *
 * <p>Pages go out as they came, but for two things: a serial number that was used before gives way to another
 * ({@link Serials}), and a title set from outside makes a link where the source has none ({@link Relink}).
 *
 * <p>Info and tags are told once in a link, before its first data page; only where the headers of a codec nobody here
 * knows pass as data, they have to wait for the other streams' headers, and so has every entry. Pages of streams that
 * never began, such as those after a damaged first page, are of use to nobody and left out.
 */
public final class OggParser implements StreamParser {
    private final OggPageReader pages = new OggPageReader();
    private final Serials serials;
    private OggLink link;
    private boolean announced;
    private long strayBytes;

    /** @param serials gives each logical stream the number it goes out under */
    public OggParser(Serials serials) {
        this.serials = serials;
        this.link = new OggLink(serials);
    }

    /**
     * {@inheritDoc}
     *
     * @throws StreamFormatException if the first bytes are not those of a page, if almost all pages are damaged, if a
     *     link has more than 64 logical streams, or more than 17 MiB of headers
     */
    @Override
    public void read(ByteBuffer input, FrameSink sink) {
        pages.read(input, page -> read(page, sink));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Works for a single stream of Vorbis, Opus or FLAC: behind the next page of sound a link with a comment header
     * of our own begins. A title does not outlive the source's own link, which comes with titles of its own. What is
     * longer than 4 KiB is cut.
     */
    @Override
    public boolean retitle(StreamTags tags) {
        return link.retitle(tags);
    }

    @Override
    public long skippedBytes() {
        return pages.skippedBytes() + strayBytes;
    }

    private void read(OggPage page, FrameSink sink) {
        if (page.isBos()) {
            readFirstPage(page, sink);
            return;
        }
        link.close();
        link.streamOf(page)
                .ifPresentOrElse(stream -> readLaterPage(stream, page, sink), () -> strayBytes += page.length());
    }

    private void readFirstPage(OggPage page, FrameSink sink) {
        if (!link.admits(page)) {
            link = new OggLink(serials);
            announced = false;
        }
        Frame.Kind kind = link.isEmpty() ? Frame.Kind.LINK_START : Frame.Kind.HEADER;
        LogicalStream stream = link.add(page);
        sink.frame(new Frame(kind, stream.numbered(page).bytes()));
    }

    private void readLaterPage(LogicalStream stream, OggPage page, FrameSink sink) {
        if (stream.isInHeaders()) {
            link.readHeaders(stream, page);
            sink.frame(new Frame(Frame.Kind.HEADER, stream.numbered(page).bytes()));
        } else {
            announce(sink);
            readData(stream, page, sink);
        }
    }

    private void readData(LogicalStream stream, OggPage page, FrameSink sink) {
        Frame.Kind kind = dataKind(stream, page);
        long nanos = link.advance(stream, page);
        Optional<Relink> relink = link.relinkBehind(stream, page);
        OggPage outgoing = relink.map(next -> next.end(page)).orElseGet(() -> stream.numbered(page));
        sink.frame(new Frame(kind, outgoing.bytes(), nanos));
        relink.ifPresent(next -> link.begin(next, page, sink));
        stream.noteEnd(page);
    }

    private void announce(FrameSink sink) {
        if (!announced && !link.awaitsComments()) {
            announced = true;
            sink.info(link.info());
            link.tags().ifPresent(sink::tags);
        }
    }

    private Frame.Kind dataKind(LogicalStream stream, OggPage page) {
        return announced && link.canBeginAt(stream, page) ? Frame.Kind.ENTRY : Frame.Kind.CONTINUATION;
    }
}
