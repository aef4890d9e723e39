package org.icefloe.listener;

import java.util.concurrent.TimeUnit;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.Cursor;
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

/** What a burst of 64 KiB costs before it reaches a connection, with ICY metadata between and without. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class IcyDeliveryBench {
    private static final int BURST_BYTES = 65_536;

    private final Studio studio = new Studio(MountSettings.DEFAULT);
    private final CountingSink sink = new CountingSink();

    @Setup
    public void fill() {
        studio.mount.titles().announce("Somebody - Something");
        for (int i = 0; i < 200; i++) {
            studio.send(417);
        }
    }

    @Benchmark
    public int withMetadata() {
        return burst(new IcyDelivery(16_000, studio.mount));
    }

    @Benchmark
    public int plain() {
        return burst(Delivery.plain());
    }

    private int burst(Delivery delivery) {
        Cursor cursor = studio.mount.buffer().join(BURST_BYTES).orElseThrow().cursor();
        return delivery.deliver(cursor, studio.mount.buffer().head(), BURST_BYTES, sink);
    }

    /** Takes everything and keeps nothing. */
    private static final class CountingSink implements ListenerSink {
        private long taken;

        @Override
        public boolean ready() {
            return taken >= 0;
        }

        @Override
        public void write(byte[] array, int offset, int length) {
            taken += length;
        }

        @Override
        public void flush() {}

        @Override
        public void finish() {}

        @Override
        public void abort() {}
    }
}
