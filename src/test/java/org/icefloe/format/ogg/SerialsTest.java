package org.icefloe.format.ogg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SerialsTest {
    private final Serials serials = new Serials(new Random(7));

    @Test
    void aFreshNumberIsGiven() {
        assertThat(serials.claim(-1)).isEqualTo(-1);
    }

    @Test
    void aTakenNumberGivesWayToAnother() {
        Set<Integer> claimed = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(claimed.add(serials.claim(5))).isTrue();
        }
    }

    @Test
    void aNumberIsFreeAgainAfterManyOthers() {
        serials.claim(5);
        IntStream.range(0, Serials.REMEMBERED - 1).forEach(i -> serials.claim(1000 + i));
        assertThat(serials.claim(5)).isNotEqualTo(5);
        assertThat(serials.claim(5)).isEqualTo(5);
    }

    @Test
    void manyThreadsNeverGetTheSame() {
        Set<Integer> claimed = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 4000).parallel().forEach(i -> claimed.add(serials.claim(i / 100)));
        assertThat(claimed).hasSize(4000);
    }

    /** A source that plays a file twice, or two mounts that play the same one. */
    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC", "SPEEX"})
    void aStreamSentTwiceIsAChainOfTwo(SampleStream stream) {
        byte[] twice = OggPages.join(stream.bytes(), stream.bytes());
        byte[] heard = Portions.readWhole(new OggParser(serials), twice).bytes();
        assertThat(heard).hasSameSizeAs(twice).startsWith(stream.bytes());
        assertThat(Chain.of(heard).links()).hasSize(2);
    }

    @Test
    void aPageWithAFreshNumberIsNotCopied() {
        byte[] page = OggPages.opusHead(1);
        new OggParser(serials)
                .read(ByteBuffer.wrap(page), frame -> assertThat(frame.bytes().array())
                        .isSameAs(page));
    }

    @Test
    void everyStreamOfALinkHasItsOwn() {
        byte[] stream = SampleStream.THEORA.bytes();
        OggParser parser = new OggParser(serials);
        RecordingSink first = Portions.readWhole(parser, stream);
        RecordingSink second = Portions.readWhole(parser, stream);
        assertThat(second.kinds()).isEqualTo(first.kinds());
        assertThat(second.frames())
                .extracting(RecordingSink.Kept::nanos)
                .isEqualTo(
                        first.frames().stream().map(RecordingSink.Kept::nanos).toList());
        assertThat(serialsOf(second)).hasSize(2).doesNotContainAnyElementsOf(serialsOf(first));
    }

    private static Set<Integer> serialsOf(RecordingSink sink) {
        Set<Integer> found = new HashSet<>();
        sink.frames().forEach(frame -> found.add(ByteBuffer.wrap(frame.bytes()).getInt(14)));
        return found;
    }
}
