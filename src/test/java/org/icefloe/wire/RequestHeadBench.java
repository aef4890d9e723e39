package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read the head of a player's request, and that of an encoder's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RequestHeadBench {
    private final ByteBuf player =
            head("GET /live.mp3 HTTP/1.1\r\nHost: radio.example:8000\r\nUser-Agent: VLC/3.0.18 LibVLC/3.0.18\r\n"
                    + "Range: bytes=0-\r\nConnection: close\r\nIcy-MetaData: 1\r\n\r\n");
    private final ByteBuf encoder =
            head("PUT /live.mp3 HTTP/1.1\r\nAuthorization: Basic c291cmNlOmhhY2ttZQ==\r\nHost: localhost:8000\r\n"
                    + "User-Agent: libshout/2.4.6\r\nContent-Type: audio/mpeg\r\nExpect: 100-continue\r\nice-public: 1\r\n"
                    + "ice-name: Radio Example\r\nice-url: http://radio.example/\r\nice-genre: Jazz\r\n"
                    + "ice-audio-info: bitrate=128;channels=2;samplerate=44100\r\nice-description: all day\r\n\r\n");

    private static ByteBuf head(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    @Benchmark
    public Object player() {
        return read(player.duplicate());
    }

    @Benchmark
    public Object encoder() {
        return read(encoder.duplicate());
    }

    private static RequestHead read(ByteBuf bytes) {
        HeadBuffer head = new HeadBuffer();
        while (!head.isComplete()) {
            head.takeLine(bytes);
        }
        return RequestHeadParser.parse(head.lines());
    }
}
