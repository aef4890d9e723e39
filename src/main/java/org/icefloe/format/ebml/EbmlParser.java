package org.icefloe.format.ebml;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;
import org.icefloe.format.StreamTags;
import org.icefloe.format.framing.CarryOver;
import org.jspecify.annotations.Nullable;

/**
 * Cuts WebM and Matroska into elements that are never cut, and makes a live stream of them.
 *
 * <pre>
 *     source      | EBML  | Segment | SeekHead | Info   | Tracks | Cluster | Block ...   | Block, key | Block ...
 *     listeners   | EBML  | Segment            | Info   | Tracks | Cluster | Block ... | Cluster | Block, key | Block ...
 *     kind        | LINK_ | HEADER             | HEADER | HEADER | CONTINUATION        | ENTRY   | CONTINUATION
 *                 | START |
 * </pre>
 *
 * <p>Segments and clusters are passed on with unknown size, whatever the source says of theirs: somebody who joins in
 * the middle has not had the rest, and somebody who is moved to another stream will not get it. Positions of other
 * elements ({@code SeekHead}, {@code Cues}) are of no use to either and left out, and so are checksums of what is
 * changed, chapters, attachments and filling. Elements are told apart by their ID alone: where a source's cluster ends
 * is of no concern, so unknown sizes are as good as known ones.
 *
 * <p>With pictures one may begin at a keyframe of the first track that has some, wherever in a cluster it stands; with
 * sound alone at each of the source's clusters and once a second in between. A block waits for nothing but its own last
 * byte. How long it plays is how much later it is than all blocks before it.
 *
 * <p>After bytes that are no element all is left out up to the next cluster or EBML header.
 */
public final class EbmlParser implements StreamParser {
    /** The longest element that is passed on, in bytes. A keyframe of the largest pictures is half as long. */
    private static final int MAX_ELEMENT = 4 << 20;

    /** The longest element that is left out, in bytes: attached fonts and pictures are shorter. */
    private static final long MAX_SKIPPED = 64 << 20;

    /** So many bytes without a cluster to go on from are no damage any more. */
    private static final long MAX_LOST = 1 << 20;

    private static final Set<String> DOC_TYPES = Set.of("webm", "matroska");
    private static final int ID_BYTES = 4;
    private static final byte[] SEGMENT_OF_UNKNOWN_SIZE = {
        0x18, 0x53, (byte) 0x80, 0x67, 0x01, -1, -1, -1, -1, -1, -1, -1
    };

    private final CarryOver<FrameSink> input = new CarryOver<>(this::cut);
    private MatroskaLink link = new MatroskaLink();
    private boolean begun;
    private @Nullable StreamTags pendingTitle;

    /** How much of an element is still to be left out, in bytes. */
    private long skipRest;

    /** Whether bytes came that are no element, and nothing yet to go on from. */
    private boolean isLost;

    /** How many bytes have been left out in search of that since the last block. */
    private long lost;

    private long skipped;

    /**
     * {@inheritDoc}
     *
     * @throws StreamFormatException if the first bytes are not an EBML header, or one of another kind of document; if
     *     an element is longer than 4 MiB, the headers together longer than 1 MiB; or if there is no cluster for 1 MiB
     */
    @Override
    public void read(ByteBuffer bytes, FrameSink sink) {
        input.read(bytes, sink);
    }

    /**
     * {@inheritDoc} The title goes out as a {@code Tags} element before the next block. Players take no harm; those
     * that read tags only at the beginning do not show it.
     *
     * @return true
     */
    @Override
    public boolean retitle(StreamTags tags) {
        pendingTitle = tags;
        return true;
    }

    /** {@inheritDoc} The heads of segments and clusters, which are written anew, do not count. */
    @Override
    public long skippedBytes() {
        return skipped;
    }

    private int cut(ByteBuffer window, FrameSink sink) {
        if (skipRest > 0) {
            return skipRest(window);
        }
        if (isLost) {
            return search(window, sink);
        }
        if (!begun) {
            return begin(window, sink);
        }
        int length = ElementHeader.lengthAt(window);
        if (length > window.remaining()) {
            return length;
        }
        return length == 0 ? lose(window) : cut(ElementHeader.at(window), window, sink);
    }

    private int cut(ElementHeader header, ByteBuffer window, FrameSink sink) {
        return switch (header.id()) {
            case ElementId.SEGMENT, ElementId.CLUSTER -> enter(header, window, sink);
            case ElementId.EBML,
                    ElementId.INFO,
                    ElementId.TRACKS,
                    ElementId.TAGS,
                    ElementId.TIMESTAMP,
                    ElementId.SIMPLE_BLOCK,
                    ElementId.BLOCK_GROUP -> cutWhole(header, window, sink);
            default -> leaveOut(header, window);
        };
    }

    private int begin(ByteBuffer window, FrameSink sink) {
        if (window.remaining() < ID_BYTES) {
            return ID_BYTES;
        }
        int first = window.getInt(window.position());
        if (first != ElementId.EBML) {
            throw new StreamFormatException("a WebM stream begins with the bytes 1a45dfa3, this one with "
                    + HexFormat.of().toHexDigits(first) + ": is its content type right?");
        }
        begun = true;
        return cut(window, sink);
    }

    /** Begins what is left open towards listeners; what is in it comes as if it stood beside it. */
    private int enter(ElementHeader header, ByteBuffer window, FrameSink sink) {
        window.position(window.position() + header.bytes());
        if (header.id() == ElementId.SEGMENT) {
            link.passHeader(Frame.Kind.HEADER, ByteBuffer.wrap(SEGMENT_OF_UNKNOWN_SIZE), sink);
        } else {
            link.beginCluster();
        }
        return 0;
    }

    private int cutWhole(ElementHeader header, ByteBuffer window, FrameSink sink) {
        if (header.isOfUnknownSize()) {
            return lose(window);
        }
        if (header.elementBytes() > MAX_ELEMENT) {
            throw new StreamFormatException("a WebM element of " + header.elementBytes() + " bytes: more than "
                    + MAX_ELEMENT + " are not kept for the sake of one block, encode the pictures smaller");
        }
        int length = (int) header.elementBytes();
        if (window.remaining() < length) {
            return length;
        }
        ByteBuffer element = window.slice(window.position(), length);
        window.position(window.position() + length);
        pass(header, element, sink);
        return 0;
    }

    private void pass(ElementHeader header, ByteBuffer element, FrameSink sink) {
        ByteBuffer content = element.slice(header.bytes(), element.limit() - header.bytes());
        switch (header.id()) {
            case ElementId.EBML -> beginLink(content, element, sink);
            case ElementId.TIMESTAMP -> link.readTimestamp(content);
            case ElementId.SIMPLE_BLOCK -> passBlock(Block.ofSimple(content), element, sink);
            case ElementId.BLOCK_GROUP -> passBlock(Block.ofGroup(content), element, sink);
            case ElementId.TAGS -> link.passTags(MatroskaTags.read(content), element, sink);
            default -> passHeader(header.id(), content, element, sink);
        }
    }

    private void beginLink(ByteBuffer content, ByteBuffer element, FrameSink sink) {
        Elements.forEach(content, (id, value) -> {
            if (id == ElementId.DOC_TYPE && !DOC_TYPES.contains(Elements.text(value))) {
                throw new StreamFormatException("a document of the type \"" + Elements.text(value)
                        + "\" in EBML, which is neither webm nor matroska");
            }
        });
        link = new MatroskaLink();
        link.passHeader(Frame.Kind.LINK_START, element, sink);
    }

    /** Those that come again later are for players that join, who have them already. */
    private void passHeader(int id, ByteBuffer content, ByteBuffer element, FrameSink sink) {
        if (link.hasBlocks()) {
            skipped += element.remaining();
            return;
        }
        if (id == ElementId.INFO) {
            link.readInfo(content);
        } else {
            link.readTracks(content);
        }
        link.passHeader(Frame.Kind.HEADER, element, sink);
    }

    private void passBlock(Optional<Block> block, ByteBuffer element, FrameSink sink) {
        if (block.isEmpty() || !link.admitsBlocks()) {
            skipped += element.remaining();
            return;
        }
        lost = 0;
        if (pendingTitle != null) {
            link.passTags(pendingTitle, MatroskaTags.write(pendingTitle), sink);
            pendingTitle = null;
        }
        link.passBlock(block.get(), element, sink);
    }

    private int leaveOut(ElementHeader header, ByteBuffer window) {
        if (header.isOfUnknownSize() || header.size() > MAX_SKIPPED) {
            return lose(window);
        }
        skipRest = header.size();
        skip(header.bytes(), window);
        return 0;
    }

    private int skipRest(ByteBuffer window) {
        int length = (int) Math.min(skipRest, window.remaining());
        skipRest -= length;
        skip(length, window);
        return 0;
    }

    /** Gives up what stands at the position. */
    private int lose(ByteBuffer window) {
        isLost = true;
        leaveOutLost(1, window);
        return 0;
    }

    /** Leaves out what is before the next place where one can go on. */
    private int search(ByteBuffer window, FrameSink sink) {
        int at = window.position();
        if (mayBeMilestone(window.get(at))) {
            if (window.remaining() < ID_BYTES) {
                return ID_BYTES;
            }
            if (isMilestone(window.getInt(at))) {
                isLost = false;
                return cut(window, sink);
            }
        }
        int next = at + 1;
        while (next < window.limit() && !mayBeMilestone(window.get(next))) {
            next++;
        }
        leaveOutLost(next - at, window);
        return 0;
    }

    private static boolean mayBeMilestone(byte first) {
        return first == (byte) (ElementId.CLUSTER >>> 24) || first == (byte) (ElementId.EBML >>> 24);
    }

    private static boolean isMilestone(int id) {
        return id == ElementId.CLUSTER || id == ElementId.EBML;
    }

    private void leaveOutLost(int length, ByteBuffer window) {
        lost += length;
        if (lost > MAX_LOST) {
            throw new StreamFormatException("WebM that is damaged, " + lost
                    + " bytes without a block in them: look at what sends or forwards the stream");
        }
        skip(length, window);
    }

    private void skip(int length, ByteBuffer window) {
        skipped += length;
        window.position(window.position() + length);
    }
}
