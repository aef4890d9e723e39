package org.icefloe.format.ogg;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamBench;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many MB/s {@link OggParser} reads. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class OggParserBench {
    private final StreamBench bench =
            new StreamBench(SampleStream.VORBIS, () -> new OggParser(new Serials(new Random(7))));

    @Benchmark
    public long megabytes() {
        return bench.readMegabyte();
    }
}
