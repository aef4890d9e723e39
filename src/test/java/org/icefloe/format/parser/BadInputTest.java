package org.icefloe.format.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamFormat;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;

/**
 * Whatever comes, a parser refuses it or goes on, and holds no more than its format's largest frame. Of WebM, whose
 * heads are written anew, the second cannot be seen from outside.
 */
class BadInputTest {
    /** An Ogg page is the largest thing that is ever held. */
    private static final int MOST_HELD = 65_307;

    private static final List<byte[]> PATTERNS = List.of(
            "OggS".getBytes(StandardCharsets.US_ASCII),
            HexFormat.of().parseHex("4f6767530002"),
            HexFormat.of().parseHex("fffb9000"),
            HexFormat.of().parseHex("fff150802e5ffc"),
            HexFormat.of().parseHex("49443304000000000201"),
            HexFormat.of().parseHex("494433030000007f7f7f5449543200000005"));

    @Property(tries = 300)
    void randomBytesAreReadOrRefused(@ForAll("types") ContentType type, @ForAll Random random) {
        byte[] noise = new byte[random.nextInt(20_000)];
        random.nextBytes(noise);
        readAll(noise, type, random);
    }

    @Property(tries = 500)
    void randomBytesWithSyncPatternsAreReadOrRefused(
            @ForAll("types") ContentType type,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 400) int plants) {
        byte[] noise = new byte[40_000];
        random.nextBytes(noise);
        plant("OggS".getBytes(StandardCharsets.US_ASCII), noise, 0);
        for (int i = 0; i < plants; i++) {
            plant(PATTERNS.get(random.nextInt(PATTERNS.size())), noise, random.nextInt(noise.length - 20));
        }
        readAll(noise, type, random);
    }

    @Property(tries = 500)
    void damagedStreamsAreReadOrRefused(
            @ForAll SampleStream stream, @ForAll Random random, @ForAll @IntRange(max = 200) int faults) {
        byte[] bytes = stream.bytes();
        for (int i = 0; i < faults; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        readAll(bytes, stream.type(), random);
    }

    @Property(tries = 200)
    void streamsOfAnotherTypeAreReadOrRefused(
            @ForAll SampleStream stream, @ForAll("types") ContentType claimed, @ForAll Random random) {
        readAll(stream.bytes(), claimed, random);
    }

    @Provide
    Arbitrary<ContentType> types() {
        return Arbitraries.of("application/ogg", "audio/mpeg", "audio/aac", "audio/webm", "audio/x-scpls")
                .map(ContentType::new);
    }

    private static void readAll(byte[] bytes, ContentType type, Random random) {
        StreamParser parser = Parsers.fresh().parserFor(type);
        CountingSink sink = new CountingSink();
        try {
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(1 + random.nextInt(3000), bytes.length - at);
                ByteBuffer portion = ByteBuffer.wrap(bytes, at, length);
                parser.read(portion, sink);
                at += length;
                assertThat(portion.hasRemaining()).isFalse();
                if (type.format() != StreamFormat.EBML) {
                    assertThat(at - sink.bytes - parser.skippedBytes()).isBetween(0L, (long) MOST_HELD);
                }
            }
        } catch (StreamFormatException refused) {
            assertThat(refused).hasMessageMatching("(?s).*(Ogg|WebM|EBML).*");
        }
    }

    private static void plant(byte[] pattern, byte[] noise, int at) {
        System.arraycopy(pattern, 0, noise, at, pattern.length);
    }

    private static final class CountingSink implements FrameSink {
        private long bytes;

        @Override
        public void frame(Frame frame) {
            bytes += frame.bytes().remaining();
        }
    }
}
