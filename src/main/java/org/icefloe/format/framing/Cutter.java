package org.icefloe.format.framing;

import java.nio.ByteBuffer;

/**
 * Cuts the first piece off a run of bytes. What it does may depend on the bytes and on what it has cut before, never on
 * how many bytes happen to follow: that is what makes the frames the same however the bytes are portioned.
 *
 * @param <S> what takes the pieces
 */
@FunctionalInterface
public interface Cutter<S> {
    /**
     * Moves the position behind the piece that begins there, a frame handed to the sink or bytes left out, if the
     * window shows enough of it.
     *
     * @param window at least one byte between position and limit
     * @return 0 if the position has moved; else how many bytes from the position on must be seen, which is more than
     *     there are
     */
    int cut(ByteBuffer window, S sink);
}
