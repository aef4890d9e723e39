package org.icefloe.format.ogg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icefloe.format.Frame.Kind.ENTRY;
import static org.icefloe.format.Frame.Kind.HEADER;
import static org.icefloe.format.Frame.Kind.LINK_START;
import static org.icefloe.format.ogg.OggPages.join;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamTags;
import org.icefloe.format.ogg.MadeStream.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelinkTest {
    private static final StreamTags TIDE = new StreamTags("Floe", "Tide");

    private final OggParser parser = Retitled.parser();
    private final RecordingSink sink = new RecordingSink();

    /** Whatever the lengths of packets and pages, and wherever titles come. */
    @Property(tries = 150)
    void noPacketIsLostOrCut(
            @ForAll Codec codec, @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int page) {
        MadeStream stream = new MadeStream(codec, 1);
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            sent.add(codec.sound(random.nextInt(1500), i));
            stream.add(sent.get(i), 1 + random.nextInt(page));
        }
        stream.flush();

        List<Chain.Link> links = Chain.of(
                        Retitled.evenly(stream.bytes(), Retitled.titles(9), 500).bytes())
                .links();

        List<byte[]> heard = MadeStream.sound(links.get(0), codec.headers());
        long samples = links.get(0).granule();
        for (Chain.Link link : links.subList(1, links.size())) {
            List<byte[]> sound = MadeStream.sound(link, codec == Codec.VORBIS ? 3 : 2);
            int repeated = repeated(link, codec);
            assertSame(sound.subList(0, repeated), heard.subList(heard.size() - repeated, heard.size()));
            heard.addAll(sound.subList(repeated, sound.size()));
            samples += link.granule() - overlap(link, codec);
        }
        assertSame(heard, sent);
        assertThat(samples).isEqualTo(sent.size() * (long) MadeStream.PACKET);
    }

    @Property(tries = 60)
    void anyPortionsGiveTheSameFrames(
            @ForAll Codec codec,
            @ForAll @IntRange(min = 1, max = 3000) int portion,
            @ForAll @IntRange(min = 1, max = 20) int titles) {
        byte[] stream = SampleStream.valueOf(codec.name()).bytes();
        assertThat(Retitled.evenly(stream, Retitled.titles(titles), portion).told())
                .isEqualTo(Retitled.evenly(stream, Retitled.titles(titles), stream.length)
                        .told());
    }

    @ParameterizedTest
    @EnumSource
    void aNewLinkBeginsBehindTheNextPage(Codec codec) {
        MadeStream stream = begun(codec, 60);
        read(stream.bytes());
        int before = sink.kinds().size();
        assertThat(parser.retitle(TIDE)).isTrue();
        read(more(stream, codec, 60));
        assertThat(sink.kinds().subList(before, before + 3)).containsExactly(ENTRY, LINK_START, HEADER);
        read(more(stream, codec, 1));
        assertThat(sink.kinds()).endsWith(ENTRY);
        assertThat(links().get(1).comment("TITLE")).isEqualTo("Tide");
        assertThat(links().get(1).comment("ARTIST")).isEqualTo("Floe");
    }

    @Test
    void theTitleIsToldWhereTheLinkBegins() {
        MadeStream stream = begun(Codec.FLAC, 3);
        read(stream.bytes());
        parser.retitle(TIDE);
        read(more(stream, Codec.FLAC, 3));
        int told = sink.told().indexOf(TIDE);
        assertThat(sink.told().subList(told - 2, told))
                .allMatch(header -> header instanceof RecordingSink.Kept kept
                        && (kept.kind() == LINK_START || kept.kind() == HEADER));
        assertThat(sink.infos()).hasSize(1);
    }

    @Test
    void ofSeveralTitlesBetweenTwoPagesTheLastWins() {
        MadeStream stream = begun(Codec.FLAC, 3);
        read(stream.bytes());
        parser.retitle(new StreamTags("", "One"));
        parser.retitle(new StreamTags("", "Two"));
        read(more(stream, Codec.FLAC, 3));
        assertThat(sink.tags()).extracting(StreamTags::title).containsExactly("Ebb", "Two");
    }

    @Test
    void theSameTitleOnceMoreChangesNothing() {
        MadeStream stream = begun(Codec.FLAC, 3);
        read(stream.bytes());
        assertThat(parser.retitle(new StreamTags("", "Ebb"))).isTrue();
        read(more(stream, Codec.FLAC, 3));
        parser.retitle(TIDE);
        read(more(stream, Codec.FLAC, 3));
        assertThat(parser.retitle(new StreamTags("", "Floe - Tide"))).isTrue();
        read(more(stream, Codec.FLAC, 3));
        assertThat(links()).hasSize(2);
    }

    @Test
    void aTitleBeforeTheFirstPageIsPutInToo() {
        assertThat(parser.retitle(TIDE)).isTrue();
        read(begun(Codec.FLAC, 3).bytes());
        assertThat(sink.tags()).containsExactly(new StreamTags("", "Ebb"), TIDE);
    }

    @Test
    void theSourcesOwnNextLinkPassesUntouched() {
        MadeStream stream = begun(Codec.FLAC, 3);
        read(stream.bytes());
        parser.retitle(TIDE);
        byte[] rest = more(stream, Codec.FLAC, 3);
        stream.end();
        read(rest);
        parser.retitle(new StreamTags("", "never"));
        byte[] own = new MadeStream(Codec.OPUS, 99).bytes();
        int before = sink.bytes().length;
        read(own);
        assertThat(Arrays.copyOfRange(sink.bytes(), before, before + own.length))
                .isEqualTo(own);
        assertThat(sink.tags()).extracting(StreamTags::title).containsExactly("Ebb", "Tide");
    }

    @Test
    void aLostPageStaysAGap() {
        MadeStream stream = begun(Codec.FLAC, 3);
        read(stream.bytes());
        parser.retitle(TIDE);
        read(more(stream, Codec.FLAC, 3));
        stream.losePage();
        read(more(stream, Codec.FLAC, 1));
        List<RecordingSink.Kept> frames = sink.frames();
        assertThat(sequence(frames.get(frames.size() - 1).bytes()))
                .isEqualTo(sequence(frames.get(frames.size() - 2).bytes()) + 2);
    }

    @Test
    void theLastPageOfTheSourceBeginsNoLink() {
        MadeStream stream = begun(Codec.FLAC, 3);
        read(stream.bytes());
        parser.retitle(TIDE);
        int length = stream.bytes().length;
        stream.end();
        read(Arrays.copyOfRange(stream.bytes(), length, stream.bytes().length));
        assertThat(links()).hasSize(1);
    }

    @Test
    void opusRepeatsMoreThanOnePageHolds() {
        MadeStream stream = begun(Codec.OPUS, 1);
        read(stream.bytes());
        parser.retitle(TIDE);
        for (int i = 0; i < 20; i++) {
            read(more(stream, Codec.OPUS, 1));
        }
        assertThat(links()).hasSize(2);
        assertThat(repeated(links().get(1), Codec.OPUS)).isEqualTo(16);
    }

    @Test
    void flacSaysHowManyHeadersFollowAndForgetsTheLengthOfTheFile() {
        MadeStream stream = begun(Codec.FLAC, 3);
        read(stream.bytes());
        parser.retitle(TIDE);
        read(more(stream, Codec.FLAC, 3));
        byte[] head = links().get(1).packets().get(0);
        assertThat(Arrays.copyOfRange(head, 7, 9)).containsExactly(0, 1);
        assertThat(Arrays.copyOfRange(head, 27, 51))
                .startsWith(0x0a, 0xc4, 0x42, 0xf0)
                .endsWith(new byte[20]);
        assertThat(links().get(1).packets().get(1)[0]).isEqualTo((byte) 0x84);
    }

    @ParameterizedTest
    @EnumSource
    void whatBelongsToTheOldTitleIsLeftOut(Codec codec) {
        MadeStream stream = begun(codec, 60);
        read(stream.bytes());
        parser.retitle(TIDE);
        read(more(stream, codec, 60));
        Chain.Link link = links().get(1);
        assertThat(link.comment("ALBUM")).isEmpty();
        assertThat(link.comment("R128_TRACK_GAIN")).isEmpty();
        assertThat(link.comment("encoder")).isEqualTo("made");
    }

    @Test
    void anyTitleIsWrittenInOneLineOfNoMoreThanFourKilobytes() {
        assertThat(written("a\u0000b\nc\u007fd\u0085e\u2028f")).isEqualTo("a b c d e f");
        assertThat(written("")).isEmpty();
        assertThat(written("𝄞 \uD834")).isEqualTo("𝄞 ?");
        assertThat(written("x".repeat(65_536))).isEqualTo("x".repeat(4090));
        assertThat(written("𝄞".repeat(65_536))).isEqualTo("𝄞".repeat(1022));
    }

    @Test
    void streamsThatBelongTogetherTakeNoTitles() {
        Portions.readWhole(parser, SampleStream.THEORA.bytes());
        assertThat(parser.retitle(TIDE)).isFalse();
    }

    @Test
    void speexTakesNoTitles() {
        Portions.readWhole(parser, SampleStream.SPEEX.bytes());
        assertThat(parser.retitle(TIDE)).isFalse();
    }

    @Test
    void aStreamWithADamagedHeaderTakesNoTitles() {
        read(join(OggPages.page(1, OggPages.BOS, OggPages.ascii("OpusHead")), OggPages.opusTags(1)));
        assertThat(parser.retitle(TIDE)).isFalse();
    }

    /** How the title arrives at a listener. */
    private static String written(String title) {
        OggParser parser = Retitled.parser();
        RecordingSink sink = new RecordingSink();
        MadeStream stream = begun(Codec.OPUS, 60);
        parser.retitle(new StreamTags("", title));
        parser.read(ByteBuffer.wrap(stream.bytes()), sink);
        String written = Chain.of(sink.bytes()).links().get(1).comment("TITLE");
        assertThat(sink.tags().get(1).title()).as("the title that is told").isEqualTo(written);
        return written;
    }

    private List<Chain.Link> links() {
        return Chain.of(sink.bytes()).links();
    }

    private void read(byte[] bytes) {
        parser.read(ByteBuffer.wrap(bytes), sink);
    }

    private static MadeStream begun(Codec codec, int packets) {
        MadeStream stream = new MadeStream(codec, 1);
        more(stream, codec, packets);
        return stream;
    }

    /** Another page, and only that. */
    private static byte[] more(MadeStream stream, Codec codec, int packets) {
        int before = stream.bytes().length;
        for (int i = 0; i < packets; i++) {
            stream.add(codec.sound(100, i), 255);
        }
        stream.flush();
        return Arrays.copyOfRange(stream.bytes(), before, stream.bytes().length);
    }

    private static int sequence(byte[] page) {
        return ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getInt(18);
    }

    private static int repeated(Chain.Link link, Codec codec) {
        return switch (codec) {
            case VORBIS -> 1;
            case OPUS -> overlap(link, codec) / MadeStream.PACKET;
            case FLAC -> 0;
        };
    }

    /** Where the count of a link's samples begins. */
    private static int overlap(Chain.Link link, Codec codec) {
        return switch (codec) {
            case VORBIS -> 1024;
            case OPUS ->
                ByteBuffer.wrap(link.packets().get(0))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getShort(10);
            case FLAC -> 0;
        };
    }

    private static void assertSame(List<byte[]> heard, List<byte[]> sent) {
        assertThat(heard).usingElementComparator(Arrays::compare).containsExactlyElementsOf(sent);
    }
}
