package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/** Gathers the lines of a head up to its empty line, and leaves what follows where it is. */
final class HeadBuffer {
    private byte[] bytes = new byte[512];
    private int count;
    private int firstLineEnd = -1;
    private boolean lineIsEmpty = true;
    private boolean complete;

    /**
     * Takes bytes until the first line or the head is complete, whichever comes first. Empty lines before the first are
     * left out (RFC 9112, 2.2).
     *
     * @throws RefusedException 431 if the head is longer than {@link RequestHeadParser#MAX_BYTES}
     */
    void takeLine(ByteBuf from) {
        boolean lineEnded = false;
        while (from.isReadable() && !lineEnded) {
            byte next = from.readByte();
            boolean blank = next == '\r' || next == '\n';
            if (count > 0 || !blank) {
                add(next);
                lineEnded = next == '\n';
            }
        }
    }

    private void add(byte next) {
        if (count == RequestHeadParser.MAX_BYTES) {
            throw new RefusedException(Refusal.HEAD_TOO_LARGE);
        }
        if (count == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(count * 4, RequestHeadParser.MAX_BYTES));
        }
        bytes[count++] = next;
        if (next == '\n') {
            complete = lineIsEmpty;
            lineIsEmpty = true;
            firstLineEnd = firstLineEnd < 0 ? count : firstLineEnd;
        } else if (next != '\r') {
            lineIsEmpty = false;
        }
    }

    /** Whether the empty line has come. */
    boolean isComplete() {
        return complete;
    }

    /** Whether just the first line has come. */
    boolean hasFirstLineOnly() {
        return firstLineEnd == count;
    }

    /** All lines without the empty one at the end, one character a byte; a CR before their ends is left. */
    String[] lines() {
        int end = count;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split("\n");
    }
}
