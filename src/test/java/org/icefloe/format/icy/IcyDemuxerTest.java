package org.icefloe.format.icy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.icefloe.format.Allocation;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamTags;
import org.icefloe.format.ebml.EbmlParser;
import org.icefloe.format.mpeg.MpegParser;
import org.junit.jupiter.api.Test;

class IcyDemuxerTest {
    private static final byte[] SOUND = SampleStream.MP3_LOW_RATE.bytes();
    private static final int INTERVAL = 1000;

    @Test
    void soundComesOutAsItWentIn() {
        RecordingSink sink = Portions.readWhole(demuxer(), multiplexed());
        assertThat(sink.bytes()).isEqualTo(SOUND);
    }

    @Test
    void titlesComeOutInOrder() {
        RecordingSink sink = Portions.readWhole(demuxer(), multiplexed());
        assertThat(sink.tags()).startsWith(new StreamTags("", "Title 1"), new StreamTags("", "Title 3"));
    }

    @Test
    void aTitleComesBeforeTheFrameThatEndsBehindIt() {
        RecordingSink sink = Portions.readWhole(demuxer(), multiplexed());
        int at = sink.told().indexOf(new StreamTags("", "Title 1"));
        long before = sink.told().subList(0, at).stream()
                .filter(RecordingSink.Kept.class::isInstance)
                .mapToLong(frame -> ((RecordingSink.Kept) frame).content().size())
                .sum();
        assertThat(before).isLessThanOrEqualTo(INTERVAL).isGreaterThan(INTERVAL - 220);
    }

    @Property(tries = 100)
    void anyPortionsGiveTheSame(@ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 1500) Integer> lengths) {
        RecordingSink whole = Portions.readWhole(demuxer(), multiplexed());
        assertThat(Portions.readIn(lengths, demuxer(), multiplexed()).told()).isEqualTo(whole.told());
    }

    @Test
    void theLongestBlockIsRead() {
        byte[] block = new byte[4081];
        block[0] = (byte) 255;
        byte[] title = ("StreamTitle='" + "x".repeat(4065) + "';").getBytes(US_ASCII);
        System.arraycopy(title, 0, block, 1, title.length);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Arrays.copyOf(SOUND, INTERVAL));
        bytes.writeBytes(block);
        assertThat(Portions.readIn(List.of(7), demuxer(), bytes.toByteArray()).tags())
                .containsExactly(new StreamTags("", "x".repeat(4065)));
    }

    /** However many blocks there are and whatever they announce, memory goes with the bytes that have come. */
    @Property(tries = 200)
    void randomBytesAreReadInProportionateMemory(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 2000) int interval) {
        byte[] noise = new byte[20_000];
        random.nextBytes(noise);
        IcyDemuxer demuxer = demuxer(interval);
        ByteCount heard = new ByteCount();

        long allocated = Allocation.of(() -> demuxer.read(ByteBuffer.wrap(noise), heard));

        assertThat(heard.bytes + demuxer.skippedBytes()).isLessThanOrEqualTo(noise.length);
        assertThat(allocated).isLessThan(200L * noise.length);
    }

    private static final class ByteCount implements FrameSink {
        private long bytes;

        @Override
        public void frame(Frame frame) {
            bytes += frame.bytes().remaining();
        }
    }

    @Test
    void whetherTitlesCanBeSetIsForTheSoundToSay() {
        StreamTags title = new StreamTags("", "Tide");
        assertThat(demuxer().retitle(title)).isFalse();
        assertThat(new IcyDemuxer(INTERVAL, UTF_8, new EbmlParser()).retitle(title))
                .isTrue();
    }

    @Test
    void anIntervalOfZeroIsRefused() {
        assertThatThrownBy(() -> new IcyDemuxer(0, UTF_8, new MpegParser()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("icy-metaint 0");
    }

    private static IcyDemuxer demuxer() {
        return demuxer(INTERVAL);
    }

    private static IcyDemuxer demuxer(int interval) {
        return new IcyDemuxer(interval, ISO_8859_1, new MpegParser());
    }

    /** The sound with a block after every interval, every second of them a new title. */
    private static byte[] multiplexed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0, n = 1; at < SOUND.length; at += INTERVAL, n++) {
            int length = Math.min(INTERVAL, SOUND.length - at);
            bytes.write(SOUND, at, length);
            if (length == INTERVAL) {
                bytes.writeBytes(block(n));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] block(int n) {
        ByteBuffer block = n % 2 == 0
                ? ByteBuffer.allocate(1)
                : IcyMetadata.ofTitle("Title " + n).toBlock(UTF_8);
        byte[] bytes = new byte[block.remaining()];
        block.get(bytes);
        return bytes;
    }
}
