package org.icefloe.mount;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.icefloe.config.BufferSize;
import org.icefloe.format.Frame;
import org.icefloe.time.Ticker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a frame costs on its way into the buffer, a listener when it joins, and a visit when it reads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class StreamBufferBench {
    private static final int FRAME_BYTES = 417;
    private static final int BURST_BYTES = 65_536;

    private final StreamBuffer buffer =
            new StreamBuffer(BufferSize.ofBytes(524_288), BufferSize.ofBytes(65_536), Ticker.system());
    private final Frame frame = new Frame(Frame.Kind.ENTRY, ByteBuffer.allocate(FRAME_BYTES));

    @Setup
    public void fill() {
        for (int i = 0; i < 2000; i++) {
            buffer.append(frame);
        }
    }

    /** One frame of 128 kbit/s. */
    @Benchmark
    public void append() {
        buffer.append(frame);
    }

    /** A listener finds its place. */
    @Benchmark
    public Optional<StreamBuffer.Entry> join() {
        return buffer.join(BURST_BYTES);
    }

    /** A listener joins, and walks over its burst as a visit does. */
    @Benchmark
    public long readBurst() {
        Cursor cursor = buffer.join(BURST_BYTES).orElseThrow().cursor();
        for (int run = cursor.run(buffer.head()); run > 0; run = cursor.run(buffer.head())) {
            cursor.advance(run);
        }
        return cursor.position();
    }
}
