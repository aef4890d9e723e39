package org.icefloe.net;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Takes the chunks off a body (RFC 9112, 7.1), which may come in any portions.
 *
 * <pre>
 *   1a1 [;extension] CRLF   size in hexadecimal
 *   ... bytes ...    CRLF
 *   0 CRLF [trailer CRLF]* CRLF
 * </pre>
 */
public final class Chunks {
    /** A size line with extensions is not longer than this, in bytes. */
    private static final int MAX_LINE = 256;

    private static final Pattern SIZE = Pattern.compile("[0-9a-fA-F]{1,7}");

    private enum State {
        SIZE,
        DATA,
        END_OF_DATA,
        COMPLETE
    }

    private State state = State.SIZE;
    private final StringBuilder line = new StringBuilder();
    private int left;

    /** Whether the last chunk has come; what follows it is of no interest. */
    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    /**
     * Takes the bytes between position and limit, up to the end of the last chunk.
     *
     * @param data called with bytes of the content, valid during the call
     * @throws BadChunkException if they are not cut into chunks
     */
    public void read(ByteBuffer bytes, Consumer<ByteBuffer> data) {
        while (bytes.hasRemaining() && state != State.COMPLETE) {
            if (state == State.DATA) {
                readData(bytes, data);
            } else {
                readLine(bytes.get());
            }
        }
    }

    private void readData(ByteBuffer bytes, Consumer<ByteBuffer> data) {
        int length = Math.min(left, bytes.remaining());
        ByteBuffer portion = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        left -= length;
        if (left == 0) {
            state = State.END_OF_DATA;
        }
        data.accept(portion);
    }

    private void readLine(byte next) {
        if (next != '\n') {
            line.append((char) next);
            if (line.length() > MAX_LINE) {
                throw new BadChunkException("A chunk's size line is longer than " + MAX_LINE + " bytes");
            }
            return;
        }
        String text = line.toString().strip();
        line.setLength(0);
        if (state == State.END_OF_DATA) {
            endData(text);
        } else {
            beginChunk(text);
        }
    }

    private void endData(String text) {
        if (!text.isEmpty()) {
            throw new BadChunkException("A chunk is longer than its size line says");
        }
        state = State.SIZE;
    }

    private void beginChunk(String text) {
        left = parseSize(text.split(";", 2)[0].strip());
        state = left == 0 ? State.COMPLETE : State.DATA;
    }

    private static int parseSize(String hexadecimal) {
        if (!SIZE.matcher(hexadecimal).matches()) {
            throw new BadChunkException("A chunk does not begin with its size, 1 to 7 hexadecimal digits");
        }
        return Integer.parseInt(hexadecimal, 16);
    }
}
