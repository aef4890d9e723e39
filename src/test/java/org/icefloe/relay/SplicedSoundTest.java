package org.icefloe.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.icefloe.format.ContentType;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.RecordingSink.Kept;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamParser;
import org.icefloe.format.parser.Parsers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream that breaks and goes on is the stream that has not broken: streams of real encoders, cut anywhere. */
class SplicedSoundTest {
    private static final List<SampleStream> HEADLESS = List.of(
            SampleStream.MP3_LOW_RATE,
            SampleStream.MP3_VARIABLE_RATE,
            SampleStream.MP3_TAGGED,
            SampleStream.MP2,
            SampleStream.AAC);

    /** With headers, which the next connection begins with whatever its burst. */
    private static final List<SampleStream> HEADED = List.of(
            SampleStream.VORBIS,
            SampleStream.OPUS,
            SampleStream.FLAC,
            SampleStream.SPEEX,
            SampleStream.THEORA,
            SampleStream.WEBM_SOUND,
            SampleStream.WEBM_PICTURES);

    private final AtomicLong nanos = new AtomicLong();

    @Property(tries = 300)
    void cutAtAnyByteWithAnyOverlap(
            @ForAll @IntRange(max = 4) int stream,
            @ForAll @IntRange(max = 1_000_000) int cutAt,
            @ForAll @IntRange(max = 1_000_000) int overlapFrom,
            @ForAll @IntRange(max = 3000) int metaint,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 3000) Integer> lengths) {
        SampleStream sample = HEADLESS.get(stream);
        byte[] whole = sample.bytes();
        int cut = between(Seam.LEAST, whole.length, cutAt);
        int overlap = between(Seam.LEAST, cut, overlapFrom);
        Assume.that(hasSoundBefore(cut, sample));
        byte[] again = Arrays.copyOfRange(whole, cut - overlap, whole.length);

        List<Kept> heard = spliced(sample.type(), Arrays.copyOf(whole, cut), again, metaint, lengths);

        assertThat(heard).isEqualTo(unbroken(sample));
    }

    @Property(tries = 300)
    void cutAtAnyByteOfAStreamWithHeaders(
            @ForAll @IntRange(max = 6) int stream,
            @ForAll @IntRange(max = 1_000_000) int cutAt,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 3000) Integer> lengths) {
        SampleStream sample = HEADED.get(stream);
        byte[] whole = sample.bytes();
        int cut = between(Seam.LEAST, whole.length, cutAt);
        Assume.that(hasSoundBefore(cut, sample));

        List<Kept> heard = spliced(sample.type(), Arrays.copyOf(whole, cut), whole, 0, lengths);

        assertThat(heard).isEqualTo(unbroken(sample));
    }

    private static int between(int least, int most, int any) {
        return least + any % (most - least + 1);
    }

    /** As a server sends it: the headers, and a burst that begins at any page. */
    @ParameterizedTest
    @EnumSource(names = {"OPUS", "FLAC", "THEORA"})
    void oggBurstBeginsAtAnyPage(SampleStream sample) {
        byte[] whole = sample.bytes();
        int headers = headers(sample);
        int spliced = 0;
        for (int burst : pages(whole, headers)) {
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            again.write(whole, 0, headers);
            again.write(whole, burst, whole.length - burst);
            for (int cut = burst + Seam.LEAST; cut < whole.length; cut += 311) {
                if (hasSoundBefore(cut, sample)) {
                    assertThat(spliced(sample.type(), Arrays.copyOf(whole, cut), again.toByteArray(), 0, List.of(1000)))
                            .isEqualTo(unbroken(sample));
                    spliced++;
                }
            }
        }
        assertThat(spliced).isGreaterThan(9);
    }

    /** Nobody knows its frames; but every byte of it is there once. */
    @Property(tries = 200)
    void cutAtAnyByteOfAnUnknownFormat(
            @ForAll Random random,
            @ForAll @IntRange(min = Seam.LEAST, max = 50_000) int cut,
            @ForAll @IntRange(max = 1_000_000) int overlapFrom,
            @ForAll @IntRange(max = 3000) int metaint,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 9000) Integer> lengths) {
        int overlap = between(Seam.LEAST, cut, overlapFrom);
        byte[] whole = new byte[60_000];
        random.nextBytes(whole);
        byte[] again = Arrays.copyOfRange(whole, cut - overlap, whole.length);

        List<Kept> heard =
                spliced(new ContentType("audio/x-unknown"), Arrays.copyOf(whole, cut), again, metaint, lengths);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        heard.forEach(frame -> bytes.writeBytes(frame.bytes()));
        assertThat(bytes.toByteArray()).isEqualTo(whole);
    }

    /** Two connections, one after the other, and the time for which the end of the first is looked for. */
    private List<Kept> spliced(ContentType type, byte[] first, byte[] second, int metaint, List<Integer> lengths) {
        RelayedSound sound = new RelayedSound(nanos::get);
        Supplier<StreamParser> fresh = () -> Parsers.fresh().parserFor(type);
        RecordingSink before = Portions.readIn(lengths, sound.next(0, fresh), first);
        StreamParser next = sound.next(metaint, fresh);
        byte[] sent = metaint == 0 ? second : RelayedSoundTest.titled(second, metaint, Map.of(1, "title"));
        RecordingSink after = Portions.readIn(lengths, next, sent);
        nanos.addAndGet(1_000_000_000);
        next.read(ByteBuffer.allocate(0), after);
        List<Kept> heard = new ArrayList<>(before.frames());
        heard.addAll(after.frames());
        return heard;
    }

    private static List<Kept> unbroken(SampleStream stream) {
        return Portions.readWhole(Parsers.fresh().parserFor(stream.type()), stream.bytes())
                .frames();
    }

    /** Before that there is nothing that could go on. */
    private static boolean hasSoundBefore(int cut, SampleStream stream) {
        RecordingSink sink =
                Portions.readWhole(Parsers.fresh().parserFor(stream.type()), Arrays.copyOf(stream.bytes(), cut));
        return sink.kinds().stream().anyMatch(kind -> kind.name().matches("ENTRY|CONTINUATION"));
    }

    private static int headers(SampleStream stream) {
        return unbroken(stream).stream()
                .takeWhile(frame -> !frame.kind().name().matches("ENTRY|CONTINUATION"))
                .mapToInt(frame -> frame.content().size())
                .sum();
    }

    private static List<Integer> pages(byte[] ogg, int headers) {
        return IntStream.range(headers, ogg.length - 4)
                .filter(at -> Arrays.equals(ogg, at, at + 4, "OggS".getBytes(US_ASCII), 0, 4))
                .boxed()
                .toList();
    }
}
