package org.icefloe.format.ogg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.format.Frame;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GranuleClockTest {
    private static final GranuleClock CD = GranuleClock.ofRate(44_100);

    @Test
    void aSecondIsAsManySamplesAsTheRateSays() {
        assertThat(CD.nanosBetween(44_100, 88_200)).isEqualTo(1_000_000_000);
    }

    @Test
    void theoraCountsPicturesFromTheLastKeyframe() {
        GranuleClock clock = new GranuleClock(30_000, 1001, 6);
        assertThat(clock.nanosBetween(10 << 6 | 5, 16 << 6)).isEqualTo(33_366_666);
    }

    @Test
    void aJumpIsNoTime() {
        assertThat(CD.nanosBetween(44_100, 0)).isZero();
        assertThat(CD.nanosBetween(0, 61L * 44_100)).isZero();
        assertThat(CD.nanosBetween(0, Long.MAX_VALUE)).isZero();
    }

    @Test
    void withoutARateThereIsNoTime() {
        assertThat(GranuleClock.NONE.nanosBetween(0, 5)).isZero();
        assertThat(new GranuleClock(5, 0, 0).nanosBetween(0, 5)).isZero();
    }

    @Property
    void noPagePlaysLessThanNothingOrMoreThanAMinute(
            @ForAll long from, @ForAll long to, @ForAll int units, @ForAll int per) {
        GranuleClock clock = new GranuleClock(units & 0xffffffffL, per & 0xffffffffL, (int) (to & 31));
        assertThat(clock.nanosBetween(from & Long.MAX_VALUE, to & Long.MAX_VALUE))
                .isBetween(0L, 60_000_000_000L);
    }

    /** Sound and pictures together play as long as each of them. */
    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC", "SPEEX", "SKELETON", "THEORA"})
    void thePagesOfTwoSecondsTogetherPlayTwoSeconds(SampleStream stream) {
        RecordingSink sink = Portions.readWhole(Retitled.parser(), stream.bytes());
        assertThat(played(sink)).isCloseTo(2_000_000_000L, within(60_000_000L));
    }

    @Test
    void titlesTakeNoTime() {
        byte[] stream = SampleStream.OPUS.bytes();
        long played = played(Portions.readWhole(Retitled.parser(), stream));
        assertThat(played(Retitled.evenly(stream, Retitled.titles(2), 100))).isEqualTo(played);
    }

    @Test
    void headersPlayNoTime() {
        RecordingSink sink = Portions.readWhole(Retitled.parser(), SampleStream.VORBIS.bytes());
        List<RecordingSink.Kept> headers = sink.frames().stream()
                .filter(frame -> frame.kind() != Frame.Kind.ENTRY)
                .toList();
        assertThat(headers).isNotEmpty().allMatch(frame -> frame.nanos() == 0);
    }

    private static long played(RecordingSink sink) {
        return sink.frames().stream().mapToLong(RecordingSink.Kept::nanos).sum();
    }
}
