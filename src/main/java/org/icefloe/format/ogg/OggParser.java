package org.icefloe.format.ogg;

import java.nio.ByteBuffer;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;

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
 * <p>Info and tags are told once in a link, before its first data page; only where the headers of a codec nobody here
 * knows pass as data, they have to wait for the other streams' headers, and so has every entry. Pages of streams that
 * never began, such as those after a damaged first page, are of use to nobody and left out.
 */
public final class OggParser implements StreamParser {
    private final OggPageReader pages = new OggPageReader();
    private OggLink link = new OggLink();
    private boolean announced;
    private long strayBytes;

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
            link = new OggLink();
            announced = false;
        }
        Frame.Kind kind = link.isEmpty() ? Frame.Kind.LINK_START : Frame.Kind.HEADER;
        link.add(page);
        sink.frame(new Frame(kind, page.bytes()));
    }

    private void readLaterPage(LogicalStream stream, OggPage page, FrameSink sink) {
        if (stream.isInHeaders()) {
            link.readHeaders(stream, page);
            sink.frame(new Frame(Frame.Kind.HEADER, page.bytes()));
        } else {
            announce(sink);
            sink.frame(new Frame(dataKind(stream, page), page.bytes()));
            stream.noteEnd(page);
        }
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
