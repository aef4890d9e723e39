package org.icefloe.format.ebml;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Some frames of one track (RFC 9559 §10.1, §10.2).
 *
 * <pre>
 *     SimpleBlock                     | track, 1 to 8 | time, 2 | flags, 1 | frames ...      flags  0x80 keyframe
 *     BlockGroup   | Block            | track, 1 to 8 | time, 2 | flags, 1 | frames ...
 *                  | ReferenceBlock   | not there in a keyframe
 * </pre>
 *
 * @param track the number of the track
 * @param time in ticks from the cluster's timestamp on, from -32768 to 32767
 * @param isKeyframe whether a decoder of this track may begin with it
 */
record Block(long track, int time, boolean isKeyframe) {
    private static final int KEYFRAME = 0x80;

    /**
     * Reads its header, unless it is too short for one.
     *
     * @param content of a {@code SimpleBlock}
     */
    static Optional<Block> ofSimple(ByteBuffer content) {
        int at = content.position();
        int trackBytes = content.hasRemaining() ? ElementHeader.lengthOf(content.get(at)) : Long.BYTES + 1;
        if (trackBytes > Long.BYTES || content.remaining() < trackBytes + 3) {
            return Optional.empty();
        }
        long track = ElementHeader.unsigned(content, at, trackBytes) & (1L << 7 * trackBytes) - 1;
        boolean isKeyframe = (content.get(at + trackBytes + 2) & KEYFRAME) != 0;
        return Optional.of(new Block(track, content.getShort(at + trackBytes), isKeyframe));
    }

    /** @param group the content of a {@code BlockGroup} */
    static Optional<Block> ofGroup(ByteBuffer group) {
        Group found = new Group();
        Elements.forEach(group, found::set);
        return found.block.map(block -> new Block(block.track, block.time, !found.hasReference));
    }

    private static final class Group {
        private Optional<Block> block = Optional.empty();
        private boolean hasReference;

        void set(int id, ByteBuffer content) {
            if (id == ElementId.BLOCK) {
                block = ofSimple(content);
            } else if (id == ElementId.REFERENCE_BLOCK) {
                hasReference = true;
            }
        }
    }
}
