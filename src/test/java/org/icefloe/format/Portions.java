package org.icefloe.format;

import java.nio.ByteBuffer;
import java.util.List;

/** Feeds a parser as a network would. */
public final class Portions {
    private Portions() {}

    /** What a new parser makes of the bytes when they come all at once. */
    public static RecordingSink readWhole(StreamParser parser, byte[] bytes) {
        return readIn(List.of(), parser, bytes);
    }

    /** What it makes of them in portions of these lengths, over and over; what they leave comes in one. */
    public static RecordingSink readIn(List<Integer> lengths, StreamParser parser, byte[] bytes) {
        RecordingSink sink = new RecordingSink();
        readIn(lengths, parser, bytes, sink);
        return sink;
    }

    /** The same, told to a sink that outlives a refusal. */
    static void readIn(List<Integer> lengths, StreamParser parser, byte[] bytes, FrameSink sink) {
        int at = 0;
        for (int turn = 0; at < bytes.length; turn++) {
            int wanted = lengths.isEmpty() ? bytes.length : lengths.get(turn % lengths.size());
            int length = Math.min(wanted, bytes.length - at);
            parser.read(portion(bytes, at, length), sink);
            at += length;
        }
    }

    /** A buffer of its own that is overwritten by nobody but ends where the portion ends, as a socket's does. */
    private static ByteBuffer portion(byte[] bytes, int at, int length) {
        return ByteBuffer.allocate(length + 3)
                .position(3)
                .put(bytes, at, length)
                .position(3);
    }
}
