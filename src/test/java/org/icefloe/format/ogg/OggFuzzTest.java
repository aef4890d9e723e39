package org.icefloe.format.ogg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.Fuzz;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamTags;
import org.icefloe.format.ogg.MadeStream.Codec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spoiled streams under titles without end: whatever comes, the parser refuses it or sends pages that are sound. */
class OggFuzzTest {
    private static final Fuzz FUZZ = new Fuzz(
            "ogg",
            OggFuzzTest::read,
            SampleStream.VORBIS.bytes(),
            SampleStream.OPUS.bytes(),
            SampleStream.FLAC.bytes(),
            SampleStream.THEORA.bytes());

    private static final Fuzz PORTIONED = new Fuzz("ogg", Fuzz.parser(Retitled::parser), SampleStream.VORBIS.bytes());

    @ParameterizedTest
    @MethodSource
    void whatBrokeItOnceDoesNoMore(Path corpus) {
        FUZZ.replay(corpus);
        PORTIONED.replay(corpus);
    }

    static List<Path> whatBrokeItOnceDoesNoMore() {
        return FUZZ.corpus();
    }

    @Property(tries = 300)
    void mutantsGiveSoundPages(@ForAll Random random) {
        FUZZ.tryMutant(random);
    }

    @Property(tries = 200)
    void mutantsAreReadOrRefused(@ForAll Random random) {
        PORTIONED.tryMutant(random);
    }

    @Property(tries = 300)
    void spoiledPagesGiveSoundPages(
            @ForAll("oggStreams") SampleStream stream, @ForAll Random random, @ForAll @IntRange(max = 12) int faults) {
        byte[] twice = OggPages.join(stream.bytes(), stream.bytes());
        FUZZ.tryInput(new BadPages(random).spoil(twice, faults), random);
    }

    @Provide
    Arbitrary<SampleStream> oggStreams() {
        return Arbitraries.of(SampleStream.class).filter(SampleStream::isOgg);
    }

    @Property(tries = 200)
    void spoiledPagesOfOddLengthsGiveSoundPages(
            @ForAll Codec codec, @ForAll Random random, @ForAll @IntRange(max = 12) int faults) {
        MadeStream stream = new MadeStream(codec, 1);
        for (int i = 0; i < 60; i++) {
            stream.add(codec.sound(random.nextInt(900), i), 1 + random.nextInt(20));
        }
        stream.end();
        FUZZ.tryInput(new BadPages(random).spoil(stream.bytes(), faults), random);
    }

    /** In chance portions, with a title before every third. */
    private static void read(byte[] stream, Random random) {
        OggParser parser = new OggParser(new Serials(random));
        Judge judge = new Judge();
        try {
            for (int at = 0; at < stream.length; ) {
                if (random.nextInt(3) == 0) {
                    parser.retitle(new StreamTags("Floe", "Tide " + at));
                }
                int length = Math.min(1 + random.nextInt(2000), stream.length - at);
                parser.read(ByteBuffer.wrap(stream, at, length).slice(), judge);
                at += length;
            }
        } catch (StreamFormatException refused) {
            assertThat(refused).hasMessageContaining(":");
        }
        assertThat(parser.skippedBytes()).isBetween(0L, (long) stream.length);
    }

    /** Finds fault with frames. */
    private static final class Judge implements FrameSink {
        private final Set<Integer> serials = new HashSet<>();
        private boolean begun;

        @Override
        public void frame(Frame frame) {
            byte[] page = new byte[frame.bytes().remaining()];
            frame.bytes().get(page);
            ByteBuffer fields = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
            int crc = fields.getInt(22);
            fields.putInt(22, 0);
            assertThat(fields.getInt(0)).isEqualTo(0x5367674f);
            assertThat(OggPages.crc(page)).isEqualTo(crc);
            assertThat(lengthOf(page)).isEqualTo(page.length);
            assertThat(frame.nanos()).isBetween(0L, 60_000_000_000L);
            begun |= frame.kind() == Frame.Kind.LINK_START;
            assertThat(begun).as("a link before anything else").isTrue();
            judgeSerial((page[5] & OggPages.BOS) != 0, fields.getInt(14));
        }

        private void judgeSerial(boolean first, int serial) {
            assertThat(serials.add(serial))
                    .as("a serial number is new on a first page and there only")
                    .isEqualTo(first);
        }

        private static int lengthOf(byte[] page) {
            int length = 27 + (page[26] & 0xff);
            for (int i = 27; i < 27 + (page[26] & 0xff); i++) {
                length += page[i] & 0xff;
            }
            return length;
        }
    }
}
