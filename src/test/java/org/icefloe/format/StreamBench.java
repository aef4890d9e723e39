package org.icefloe.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * What the parsers' benchmarks have in common: a megabyte of one stream over and over, in portions of a size a socket
 * delivers. One operation is that megabyte, so that operations per second are MB/s.
 */
public final class StreamBench {
    private static final int OPERATION_BYTES = 1_000_000;
    private static final int PORTION_BYTES = 1400;

    private final Supplier<StreamParser> parsers;
    private final ByteBuffer megabyte;
    private long framed;

    public StreamBench(SampleStream stream, Supplier<StreamParser> parsers) {
        this.parsers = parsers;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < OPERATION_BYTES) {
            bytes.writeBytes(stream.bytes());
        }
        megabyte = ByteBuffer.wrap(bytes.toByteArray(), 0, OPERATION_BYTES);
    }

    /** Reads it all, and says how many bytes of frames have come out so far. */
    public long readMegabyte() {
        StreamParser parser = parsers.get();
        for (int at = 0; at < OPERATION_BYTES; at += PORTION_BYTES) {
            int length = Math.min(PORTION_BYTES, OPERATION_BYTES - at);
            parser.read(
                    megabyte.slice(at, length), frame -> framed += frame.bytes().remaining());
        }
        return framed;
    }
}
