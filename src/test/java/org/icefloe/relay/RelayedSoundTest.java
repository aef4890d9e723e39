package org.icefloe.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.icefloe.format.Allocation;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamParser;
import org.icefloe.format.StreamTags;
import org.icefloe.format.ebml.EbmlParser;
import org.icefloe.format.icy.IcyMetadata;
import org.icefloe.format.mpeg.MpegParser;
import org.icefloe.format.parser.Parsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayedSoundTest {
    private static final byte[] MP3 = SampleStream.MP3_LOW_RATE.bytes();
    private static final int MPEG_INTERVAL = 500;

    private final AtomicLong nanos = new AtomicLong();
    private final RelayedSound sound = new RelayedSound(nanos::get);

    /** Bytes that nobody cuts, and that are not alike. */
    private final byte[] noise = noise(40_000);

    @Test
    void soundGoesOnWhereItBroke() {
        RecordingSink first = heard(sound.next(0, opaque()), noise, 0, 20_000);
        RecordingSink second = heard(sound.next(0, opaque()), noise, 7_000, 40_000);

        assertThat(first.bytes()).isEqualTo(Arrays.copyOfRange(noise, 0, 20_000));
        assertThat(second.bytes()).isEqualTo(Arrays.copyOfRange(noise, 20_000, 40_000));
    }

    @Test
    void soundGoesOnOverManyConnections() {
        RecordingSink all = new RecordingSink();
        for (int end = 9_000; end <= noise.length; end += 1_000) {
            StreamParser connection = sound.next(0, opaque());
            read(connection, noise, end - 9_000, end, all);
        }

        assertThat(all.bytes()).isEqualTo(noise);
    }

    @Test
    void connectionThatBreaksBeforeTheSeamChangesNothing() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        RecordingSink second = heard(sound.next(0, opaque()), noise, 5_000, 10_000);
        sound.next(0, opaque());
        RecordingSink fourth = heard(sound.next(0, opaque()), noise, 10_000, 30_000);

        assertThat(second.bytes()).isEmpty();
        assertThat(fourth.bytes()).isEqualTo(Arrays.copyOfRange(noise, 20_000, 30_000));
    }

    @Test
    void upstreamThatIsBehindIsWaitedFor() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        StreamParser behind = sound.next(0, opaque());

        RecordingSink burst = heard(behind, noise, 3_000, 18_000);
        nanos.addAndGet(900_000_000);
        RecordingSink rest = heard(behind, noise, 18_000, 22_000);

        assertThat(burst.bytes()).isEmpty();
        assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(noise, 20_000, 22_000));
    }

    @Test
    void upstreamThatIsFarBehindIsHeardFromItsBurstOn() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        StreamParser behind = sound.next(0, opaque());

        heard(behind, noise, 3_000, 10_000);
        nanos.addAndGet(1_000_000_000);
        RecordingSink rest = heard(behind, noise, 10_000, 11_000);

        assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(noise, 3_000, 11_000));
    }

    @Test
    void burstThatBeginsInsideTheTailIsJoinedWhenNothingBetterComes() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        StreamParser connection = sound.next(0, opaque());

        RecordingSink held = heard(connection, noise, 18_900, 30_000);
        nanos.addAndGet(1_000_000_000);
        RecordingSink rest = heard(connection, noise, 30_000, 31_000);

        assertThat(held.bytes()).isEmpty();
        assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(noise, 20_000, 31_000));
    }

    @Test
    void overlapOfLessThanOneKibibyteIsNoProof() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        StreamParser connection = sound.next(0, opaque());

        heard(connection, noise, 20_000 - 1023, 30_000);
        nanos.addAndGet(1_000_000_000);
        RecordingSink rest = heard(connection, noise, 30_000, 30_001);

        assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(noise, 20_000 - 1023, 30_001));
    }

    @Test
    void anotherSoundIsHeardFromItsBeginningWhenEnoughHasCome() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        byte[] other = new byte[Seam.MOST_HELD + 5000];
        new Random(2).nextBytes(other);
        StreamParser connection = sound.next(0, opaque());

        RecordingSink held = heard(connection, other, 0, Seam.MOST_HELD - 1);
        RecordingSink rest = heard(connection, other, Seam.MOST_HELD - 1, other.length);

        assertThat(held.bytes()).isEmpty();
        assertThat(rest.bytes()).isEqualTo(other);
    }

    @Test
    void soundThatHasHardlyBegunBeginsAnewAtOnce() {
        heard(sound.next(0, opaque()), noise, 0, 1000);

        RecordingSink second = heard(sound.next(0, opaque()), noise, 0, 2000);

        assertThat(second.bytes()).isEqualTo(Arrays.copyOf(noise, 2000));
    }

    @Test
    void digitalSilenceIsJoinedAtItsFirstPlace() {
        byte[] silence = new byte[30_000];
        System.arraycopy(noise, 0, silence, 0, 10_000);
        System.arraycopy(noise, 10_000, silence, 29_000, 1000);
        heard(sound.next(0, opaque()), silence, 0, 20_000);

        RecordingSink second = heard(sound.next(0, opaque()), silence, 5_000, 30_000);

        assertThat(second.bytes()).isEqualTo(Arrays.copyOfRange(silence, 10_000 + Seam.TAIL, 30_000));
    }

    @Test
    void aMebibyteOfOneValueIsSearchedInNoTimeToSpeakOf() {
        byte[] tail = new byte[Seam.TAIL];
        tail[0] = 1;
        heard(sound.next(0, opaque()), tail, 0, tail.length);
        byte[] same = new byte[1 << 20];
        StreamParser connection = sound.next(0, opaque());

        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        heard(connection, same, 0, same.length);

        assertThat(threads.getCurrentThreadCpuTime() - before).isLessThan(2_000_000_000L);
    }

    @Test
    void whatAFormerConnectionSendsLateIsLeftAlone() {
        StreamParser former = sound.next(0, opaque());
        heard(former, noise, 0, 20_000);
        StreamParser present = sound.next(0, opaque());

        RecordingSink late = heard(former, noise, 20_000, 25_000);
        RecordingSink second = heard(present, noise, 5_000, 25_000);

        assertThat(late.told()).isEmpty();
        assertThat(former.retitle(new StreamTags("", "late"))).isFalse();
        assertThat(second.bytes()).isEqualTo(Arrays.copyOfRange(noise, 20_000, 25_000));
    }

    @Test
    void forgottenSoundIsNotSearchedFor() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        StreamParser connection = sound.next(0, opaque());
        sound.forget();

        assertThat(heard(connection, noise, 15_000, 16_000).bytes())
                .isEqualTo(Arrays.copyOfRange(noise, 15_000, 16_000));
    }

    @Test
    void soundForgottenBeforeTheNextConnectionIsNotSearchedFor() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        sound.forget();

        assertThat(heard(sound.next(0, opaque()), noise, 15_000, 16_000).bytes())
                .hasSize(1000);
    }

    @Test
    void newSessionIsToldWhatIsKnownOfTheSound() {
        RecordingSink first = heard(sound.next(0, MpegParser::new), MP3, 0, 5000);
        RecordingSink second = heard(sound.next(0, MpegParser::new), MP3, 0, 8000);

        assertThat(second.infos()).isNotEmpty().isEqualTo(first.infos());
    }

    /** A mount holds headers back until their sound comes, and loses them with their session. */
    @Test
    void headersWithoutSoundBeginAnew() {
        byte[] vorbis = SampleStream.VORBIS.bytes();
        Supplier<StreamParser> ogg = () -> Parsers.fresh().parserFor(SampleStream.VORBIS.type());
        int headers = headersOf(vorbis);
        assertThat(headers).isGreaterThan(Seam.LEAST);
        heard(sound.next(0, ogg), vorbis, 0, headers + 100);

        RecordingSink second = heard(sound.next(0, ogg), vorbis, 0, vorbis.length);

        assertThat(second.kinds()).startsWith(Frame.Kind.LINK_START, Frame.Kind.HEADER);
    }

    private static int headersOf(byte[] vorbis) {
        return heard(Parsers.fresh().parserFor(SampleStream.VORBIS.type()), vorbis, 0, vorbis.length).frames().stream()
                .takeWhile(frame -> frame.kind() != Frame.Kind.ENTRY && frame.kind() != Frame.Kind.CONTINUATION)
                .mapToInt(frame -> frame.content().size())
                .sum();
    }

    @Test
    void titlesAreTakenOutAndTold() {
        byte[] sent = titled(MP3, MPEG_INTERVAL, Map.of(1, "One", 4, "Two"));

        RecordingSink sink = heard(sound.next(MPEG_INTERVAL, MpegParser::new), sent, 0, sent.length);

        assertThat(sink.bytes()).isEqualTo(MP3);
        assertThat(sink.tags()).containsExactly(new StreamTags("", "One"), new StreamTags("", "Two"));
    }

    @Test
    void ofTitlesBeforeTheSeamTheLastOneHolds() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        byte[] burst = titled(Arrays.copyOfRange(noise, 10_000, 30_000), 1000, Map.of(1, "a", 3, "b", 9, "c", 12, "d"));

        List<Object> told =
                heard(sound.next(1000, opaque()), burst, 0, burst.length).told();

        told.removeIf(StreamInfo.class::isInstance);
        assertThat(told.get(0)).isEqualTo(new StreamTags("", "c"));
        assertThat(told.indexOf(new StreamTags("", "d"))).isEqualTo(1 + framesOf(told, 2000));
        assertThat(told).doesNotContain(new StreamTags("", "a"), new StreamTags("", "b"));
    }

    @Test
    void titlesOfBytesThatWereHeldInVainKeepTheirPlaces() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        byte[] other = noise(10_000, 3);
        byte[] sent = titled(other, 1000, Map.of(2, "a", 5, "b"));
        StreamParser connection = sound.next(1000, opaque());

        heard(connection, sent, 0, sent.length - 1);
        nanos.addAndGet(1_000_000_000);
        RecordingSink sink = heard(connection, sent, sent.length - 1, sent.length);

        assertThat(sink.bytes()).isEqualTo(other);
        assertThat(sink.told().indexOf(new StreamTags("", "a"))).isEqualTo(framesOf(sink.told(), 2000));
        assertThat(sink.told().indexOf(new StreamTags("", "b"))).isEqualTo(1 + framesOf(sink.told(), 5000));
    }

    /** How many frames make up so many bytes, without the titles between them. */
    private static int framesOf(List<Object> told, int bytes) {
        int frames = 0;
        int length = 0;
        for (Object each : told) {
            if (length < bytes && each instanceof RecordingSink.Kept kept) {
                length += kept.content().size();
                frames++;
            }
        }
        assertThat(length).isEqualTo(bytes);
        return frames;
    }

    @Test
    void titlesWithoutEndCostNoMemory() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        StreamParser connection = sound.next(1, opaque());
        byte[] block = bytes(IcyMetadata.ofTitle("x".repeat(4000)).toBlock(UTF_8));
        Runnable send = () -> heard(connection, block, 0, block.length);
        RecordingSink none = heard(connection, new byte[1], 0, 1);

        for (int i = 0; i < 3000; i++) {
            send.run();
            heard(connection, new byte[1], 0, 1);
        }

        assertThat(none.told()).isEmpty();
        assertThat(Allocation.of(send)).isLessThan(200_000);
        assertThat(heldTitles(connection)).isEqualTo(64);
    }

    private int heldTitles(StreamParser connection) {
        nanos.addAndGet(1_000_000_000);
        return heard(connection, new byte[1], 0, 1).tags().size();
    }

    @Test
    void intervalThatLiesIsRefusedInWords() {
        StreamParser connection = sound.next(700, opaque());

        assertThatThrownBy(() -> heard(connection, noise(40_000, 5), 0, 40_000))
                .isInstanceOf(StreamFormatException.class)
                .hasMessageStartingWith(
                        "its icy-metaint of 700 is wrong: 3 blocks running are no metadata, the last one is \"");
        assertThat(sound.fault())
                .get()
                .asString()
                .startsWith("does not send what it says: its icy-metaint of 700 is wrong");
    }

    @Test
    void upstreamThatLiesCostsTheNextOneNothing() {
        heard(sound.next(0, opaque()), noise, 0, 20_000);
        StreamParser liar = sound.next(700, opaque());
        assertThatThrownBy(() -> heard(liar, noise(40_000, 5), 0, 40_000)).isInstanceOf(StreamFormatException.class);

        StreamParser next = sound.next(0, opaque());

        assertThat(sound.fault()).isEmpty();
        assertThat(heard(next, noise, 10_000, 30_000).bytes()).isEqualTo(Arrays.copyOfRange(noise, 20_000, 30_000));
    }

    @Test
    void parserThatHasRefusedItsBytesIsNotUsedAgain() {
        StreamParser noOgg = sound.next(0, () -> Parsers.fresh().parserFor(SampleStream.VORBIS.type()));
        assertThatThrownBy(() -> heard(noOgg, noise, 0, 3000)).isInstanceOf(StreamFormatException.class);
        assertThat(sound.fault()).get().asString().startsWith("does not send what it says: an Ogg stream begins with");

        byte[] vorbis = SampleStream.VORBIS.bytes();
        StreamParser next = sound.next(0, () -> Parsers.fresh().parserFor(SampleStream.VORBIS.type()));

        assertThat(heard(next, vorbis, 0, vorbis.length).bytes()).isEqualTo(vorbis);
    }

    @Test
    void whatWasLeftOutOfOneConnectionIsNotCountedForTheNext() {
        StreamParser first = sound.next(0, MpegParser::new);
        byte[] junk = new byte[2000];
        heard(first, junk, 0, junk.length);
        heard(first, MP3, 0, 6000);
        StreamParser second = sound.next(0, MpegParser::new);
        heard(second, MP3, 0, MP3.length);

        assertThat(first.skippedBytes()).isEqualTo(2000);
        assertThat(second.skippedBytes()).isZero();
    }

    @Test
    void titleFromOutsideGoesIntoTheSound() {
        assertThat(sound.next(0, EbmlParser::new).retitle(new StreamTags("", "Tide")))
                .isTrue();
        assertThat(sound.next(0, MpegParser::new).retitle(new StreamTags("", "Tide")))
                .isFalse();
    }

    @Test
    void streamWithoutTheHeaderHasNoTitles() {
        assertThat(RelayedSound.metaint(head(Map.of()))).isZero();
        assertThat(RelayedSound.metaint(head(Map.of("icy-metaint", "0")))).isZero();
        assertThat(RelayedSound.metaint(head(Map.of("icy-metaint", "16000")))).isEqualTo(16_000);
        assertThat(RelayedSound.metaint(head(Map.of("icy-metaint", "16777216"))))
                .isEqualTo(16 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "garbage", "16777217", "99999999999999999999", "8192.5", "0x100"})
    void intervalThatIsNoneIsRefusedInWords(String value) {
        assertThatThrownBy(() -> RelayedSound.metaint(head(Map.of("icy-metaint", value))))
                .isInstanceOf(StreamFormatException.class)
                .hasMessage("answered with an icy-metaint of \"" + value + "\"; expected 1 to 16777216 bytes,"
                        + " or 0 for no titles");
    }

    private static ResponseHead head(Map<String, String> headers) {
        return new ResponseHead(200, "OK", headers, Upstream.parse("http://a.example/", Optional.empty(), true));
    }

    private static Supplier<StreamParser> opaque() {
        return () -> Parsers.fresh().parserFor(new ContentType("audio/x-something"));
    }

    private static byte[] noise(int length) {
        return noise(length, 1);
    }

    private static byte[] noise(int length, long seed) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    private static RecordingSink heard(StreamParser parser, byte[] bytes, int from, int to) {
        RecordingSink sink = new RecordingSink();
        read(parser, bytes, from, to, sink);
        return sink;
    }

    private static void read(StreamParser parser, byte[] bytes, int from, int to, RecordingSink sink) {
        ByteBuffer portion = ByteBuffer.wrap(bytes, from, to - from);
        parser.read(portion, sink);
        assertThat(portion.hasRemaining()).isFalse();
    }

    /** Puts blocks between; the nth has a title, if one is given. */
    static byte[] titled(byte[] sound, int interval, Map<Integer, String> titles) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int at = 0, n = 1; at < sound.length; at += interval, n++) {
            int length = Math.min(interval, sound.length - at);
            sent.write(sound, at, length);
            if (length == interval) {
                String title = titles.get(n);
                sent.writeBytes(
                        title == null
                                ? new byte[1]
                                : bytes(IcyMetadata.ofTitle(title).toBlock(UTF_8)));
            }
        }
        return sent.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
