package org.icefloe.format.ebml;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamTags;

/**
 * What stands under one EBML header, and the clusters in which its blocks are passed on. They are not the source's: a
 * cluster begins where a listener can, says the source's timestamp again, and leaves its size open, so that it may end
 * behind any block.
 *
 * <pre>
 *     | Cluster, size unknown | Timestamp, 8 bytes | SimpleBlock | BlockGroup | SimpleBlock ...
 * </pre>
 */
final class MatroskaLink {
    /** The most that is kept for those who join, in bytes; the headers of the largest codec are a tenth of it. */
    private static final int MAX_HEADERS = 1 << 20;

    /** Where there are no keyframes to wait for, one may begin so often. */
    private static final long ENTRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Timestamps that are further apart are two clocks, and not a pause. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long DEFAULT_SCALE = 1_000_000;
    private static final long NO_TIME = -1;
    private static final long SIZE_UNKNOWN = 0x01ffffff_ffffffffL;

    private Tracks tracks = Tracks.NONE;
    private StreamTags tags = new StreamTags("", "");
    private String infoTitle = "";
    private int headerBytes;

    /** Length of a tick, in ns. */
    private long scale = DEFAULT_SCALE;

    /** Timestamp of the source's cluster, in ticks. */
    private long clusterTime = NO_TIME;

    /** Whether a block that came now would be in a cluster that listeners have the beginning of. */
    private boolean inCluster;

    private boolean hasBlocks;

    /** The latest time of a block, and of one where a decoder may begin, in ticks. */
    private long latest;

    private long latestEntry;

    /** Passes an element on that everybody must have who joins later. */
    void passHeader(Frame.Kind kind, ByteBuffer element, FrameSink sink) {
        headerBytes += element.remaining();
        if (headerBytes > MAX_HEADERS) {
            throw new StreamFormatException("WebM headers of more than " + MAX_HEADERS
                    + " bytes: leave out tracks and tags, every listener is sent them before any sound");
        }
        sink.frame(new Frame(kind, element));
    }

    void readInfo(ByteBuffer info) {
        Elements.forEach(info, (id, content) -> {
            if (id == ElementId.TIMESTAMP_SCALE) {
                scale = Math.max(1, Elements.unsigned(content));
            } else if (id == ElementId.TITLE) {
                infoTitle = Elements.text(content);
            }
        });
    }

    void readTracks(ByteBuffer content) {
        tracks = Tracks.of(content);
    }

    boolean hasBlocks() {
        return hasBlocks;
    }

    /** Passes a {@code Tags} element on: among the headers, or else between two clusters. */
    void passTags(StreamTags read, ByteBuffer element, FrameSink sink) {
        if (hasBlocks) {
            inCluster = false;
            tell(read, sink);
            sink.frame(new Frame(Frame.Kind.CONTINUATION, element));
        } else {
            tags = read;
            passHeader(Frame.Kind.HEADER, element, sink);
        }
    }

    void beginCluster() {
        inCluster = false;
        clusterTime = NO_TIME;
    }

    void readTimestamp(ByteBuffer content) {
        inCluster = false;
        clusterTime = Math.max(0, Elements.unsigned(content));
    }

    /** Whether it is known what a block belongs to, and when. */
    boolean admitsBlocks() {
        return !tracks.isEmpty() && clusterTime != NO_TIME;
    }

    /** Passes a block on, if need be in a new cluster. */
    void passBlock(Block block, ByteBuffer element, FrameSink sink) {
        long time = clusterTime + block.time();
        if (!hasBlocks) {
            announce(sink);
            latest = time;
        }
        boolean isEntry = isEntry(block, time);
        if (isEntry || !inCluster) {
            sink.frame(new Frame(isEntry ? Frame.Kind.ENTRY : Frame.Kind.CONTINUATION, clusterHeader()));
            inCluster = true;
        }
        sink.frame(new Frame(Frame.Kind.CONTINUATION, element, nanosUpTo(time)));
    }

    private void announce(FrameSink sink) {
        hasBlocks = true;
        sink.info(tracks.info());
        tell(tags.title().isEmpty() ? new StreamTags(tags.artist(), infoTitle) : tags, sink);
    }

    private static void tell(StreamTags tags, FrameSink sink) {
        if (!tags.display().isEmpty()) {
            sink.tags(tags);
        }
    }

    private boolean isEntry(Block block, long time) {
        boolean isEntry =
                tracks.hasVideo() ? tracks.isKeyframe(block) : !inCluster || time - latestEntry >= ENTRY_NANOS / scale;
        if (isEntry) {
            latestEntry = time;
        }
        return isEntry;
    }

    private ByteBuffer clusterHeader() {
        return ByteBuffer.allocate(22)
                .putInt(ElementId.CLUSTER)
                .putLong(SIZE_UNKNOWN)
                .put((byte) ElementId.TIMESTAMP)
                .put((byte) (0x80 | Long.BYTES))
                .putLong(clusterTime)
                .flip();
    }

    /** How much later a block is than all before it; those of several tracks need not come in order. */
    private long nanosUpTo(long time) {
        long ticks = time - latest;
        long most = LONGEST_PAUSE_NANOS / scale;
        if (ticks > 0 || ticks < -most) {
            latest = time;
        }
        return ticks > 0 && ticks <= most ? ticks * scale : 0;
    }
}
