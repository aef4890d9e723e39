package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/**
 * Takes the chunks off a body (RFC 9112, 7.1).
 *
 * <pre>
 *   1a1 [;extension] CRLF   size in hexadecimal
 *   ... bytes ...    CRLF
 *   0 CRLF [trailer CRLF]* CRLF
 * </pre>
 */
final class ChunkedBody implements SourceBody {
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
    @Override
    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    @Override
    public void read(ByteBuf bytes, Consumer<ByteBuffer> data) {
        while (bytes.isReadable() && state != State.COMPLETE) {
            if (state == State.DATA) {
                readData(bytes, data);
            } else {
                readLine(bytes.readByte());
            }
        }
    }

    private void readData(ByteBuf bytes, Consumer<ByteBuffer> data) {
        int length = Math.min(left, bytes.readableBytes());
        data.accept(bytes.nioBuffer(bytes.readerIndex(), length));
        bytes.skipBytes(length);
        left -= length;
        if (left == 0) {
            state = State.END_OF_DATA;
        }
    }

    private void readLine(byte next) {
        if (next != '\n') {
            line.append((char) next);
            if (line.length() > MAX_LINE) {
                throw new RefusedException(
                        Refusal.badRequest("A chunk's size line is longer than " + MAX_LINE + " bytes"));
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
            throw new RefusedException(Refusal.badRequest("A chunk is longer than its size line says"));
        }
        state = State.SIZE;
    }

    private void beginChunk(String text) {
        left = parseSize(text.split(";", 2)[0].strip());
        state = left == 0 ? State.COMPLETE : State.DATA;
    }

    private static int parseSize(String hexadecimal) {
        if (!SIZE.matcher(hexadecimal).matches()) {
            throw new RefusedException(
                    Refusal.badRequest("A chunk does not begin with its size, 1 to 7 hexadecimal digits"));
        }
        return Integer.parseInt(hexadecimal, 16);
    }
}
