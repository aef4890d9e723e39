package org.icefloe.format.framing;

import java.nio.ByteBuffer;

/**
 * Shows a {@link Cutter} pieces whole that arrive in parts. A piece that lies inside one portion is cut where it lies;
 * only one that crosses the end of a portion is copied, and of the next portion no more than belongs to it.
 *
 * <p>Holds at most the longest run the cutter asks for; between pieces, nothing larger than {@value #KEPT_CAPACITY}
 * bytes.
 *
 * @param <S> what takes the pieces
 */
public final class CarryOver<S> {
    /** A buffer of this size, in bytes, is worth keeping: any MPEG frame fits. A larger one goes back to the heap. */
    private static final int KEPT_CAPACITY = 4096;

    /** The first allocation, in bytes: a frame of a common bit rate. */
    private static final int FIRST_CAPACITY = 512;

    private final Cutter<S> cutter;

    /** The beginning of a piece, between position and limit. */
    private ByteBuffer carried = ByteBuffer.allocate(0);

    public CarryOver(Cutter<S> cutter) {
        this.cutter = cutter;
    }

    /** Takes all bytes between position and limit and has them cut. */
    public void read(ByteBuffer input, S sink) {
        if (finishCarried(input, sink)) {
            cutInPlace(input, sink);
        }
    }

    /** @return whether the carried bytes have all been cut, so that the rest can be read where it lies */
    private boolean finishCarried(ByteBuffer input, S sink) {
        while (carried.hasRemaining()) {
            int wanted = cutter.cut(carried, sink);
            if (wanted > 0 && !carryUpTo(wanted, input)) {
                return false;
            }
        }
        releaseIfLarge();
        return true;
    }

    private void cutInPlace(ByteBuffer input, S sink) {
        while (input.hasRemaining()) {
            int wanted = cutter.cut(input, sink);
            if (wanted > 0) {
                carryUpTo(wanted, input);
            }
        }
    }

    /** @return whether so many bytes are now carried */
    private boolean carryUpTo(int wanted, ByteBuffer input) {
        makeRoom(wanted);
        int length = carried.remaining();
        int more = Math.min(wanted - length, input.remaining());
        carried.limit(carried.position() + length + more);
        carried.put(carried.position() + length, input, input.position(), more);
        input.position(input.position() + more);
        return length + more == wanted;
    }

    private void makeRoom(int wanted) {
        if (carried.capacity() < wanted) {
            carried = ByteBuffer.allocate(Math.max(wanted, FIRST_CAPACITY))
                    .put(carried)
                    .flip();
        } else if (carried.capacity() - carried.position() < wanted) {
            carried.compact().flip();
        }
    }

    private void releaseIfLarge() {
        if (carried.capacity() > KEPT_CAPACITY) {
            carried = ByteBuffer.allocate(0);
        }
    }
}
