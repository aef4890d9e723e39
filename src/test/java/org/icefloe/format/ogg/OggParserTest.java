package org.icefloe.format.ogg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icefloe.format.Frame.Kind.CONTINUATION;
import static org.icefloe.format.Frame.Kind.ENTRY;
import static org.icefloe.format.Frame.Kind.HEADER;
import static org.icefloe.format.Frame.Kind.LINK_START;
import static org.icefloe.format.ogg.OggPages.BOS;
import static org.icefloe.format.ogg.OggPages.CONTINUED;
import static org.icefloe.format.ogg.OggPages.EOS;
import static org.icefloe.format.ogg.OggPages.ascii;
import static org.icefloe.format.ogg.OggPages.comments;
import static org.icefloe.format.ogg.OggPages.filled;
import static org.icefloe.format.ogg.OggPages.hex;
import static org.icefloe.format.ogg.OggPages.join;
import static org.icefloe.format.ogg.OggPages.openPage;
import static org.icefloe.format.ogg.OggPages.opusHead;
import static org.icefloe.format.ogg.OggPages.opusTags;
import static org.icefloe.format.ogg.OggPages.page;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamTags;
import org.junit.jupiter.api.Test;

class OggParserTest {
    private static final byte[] SOUND = filled(0x11, 40);
    private static final byte[] KEYFRAME = filled(0x30, 40);
    private static final byte[] INTERFRAME = filled(0x70, 40);

    private final OggParser parser = new OggParser(new Serials(new Random(7)));

    @Test
    void headersComeFirstThenSound() {
        RecordingSink sink = read(opusHead(1), opusTags(1), page(1, 0, SOUND), page(1, EOS, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, ENTRY, ENTRY);
    }

    @Test
    void infoAndTagsAreToldOnceBeforeTheFirstSound() {
        RecordingSink sink = read(opusHead(1), opusTags(1, "title=Tide", "ARTIST=Floe"), page(1, 0, SOUND));
        assertThat(sink.told().subList(2, 4))
                .containsExactly(new StreamInfo(List.of("Opus"), 48_000, 2, 0), new StreamTags("Floe", "Tide"));
        assertThat(sink.told()).hasSize(5);
    }

    @Test
    void aNewFirstPageAfterSoundBeginsANewLink() {
        RecordingSink sink = read(
                opusHead(1),
                opusTags(1, "TITLE=One"),
                page(1, EOS, SOUND),
                opusHead(2),
                opusTags(2, "TITLE=Two"),
                page(2, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, ENTRY, LINK_START, HEADER, ENTRY);
        assertThat(sink.tags()).extracting(StreamTags::title).containsExactly("One", "Two");
        assertThat(sink.infos()).hasSize(2);
    }

    @Test
    void theSameStreamBegunAgainIsANewLink() {
        RecordingSink sink = read(opusHead(1), opusHead(1), opusTags(1), page(1, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, LINK_START, HEADER, ENTRY);
    }

    @Test
    void aLinkWithoutSoundIsStillALink() {
        RecordingSink sink = read(opusHead(1), opusTags(1), opusHead(2), opusTags(2), page(2, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, LINK_START, HEADER, ENTRY);
    }

    @Test
    void aTitleOfTheLastLinkDoesNotOutliveIt() {
        RecordingSink sink = read(
                opusHead(1),
                opusTags(1, "TITLE=One"),
                page(1, EOS, SOUND),
                opusHead(2),
                opusTags(2),
                page(2, 0, SOUND));
        assertThat(sink.tags()).containsExactly(new StreamTags("", "One"), new StreamTags("", ""));
    }

    @Test
    void aPageInTheMiddleOfAPacketIsNoEntry() {
        RecordingSink sink = read(
                opusHead(1), opusTags(1), openPage(1, 0, filled(1, 255)), page(1, CONTINUED, filled(2, 20), SOUND));
        assertThat(sink.kinds()).endsWith(ENTRY, CONTINUATION);
    }

    @Test
    void anEmptyLastPageIsNoEntry() {
        RecordingSink sink = read(opusHead(1), opusTags(1), page(1, 0, SOUND), page(1, EOS));
        assertThat(sink.kinds()).endsWith(ENTRY, CONTINUATION);
    }

    @Test
    void commentsMayCrossPages() {
        byte[] tags = comments("OpusTags", "TITLE=" + "long ".repeat(200).strip());
        byte[] first = Arrays.copyOf(tags, 510);
        byte[] rest = Arrays.copyOfRange(tags, 510, tags.length);
        RecordingSink sink = read(opusHead(1), openPage(1, 0, first), page(1, CONTINUED, rest), page(1, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, HEADER, ENTRY);
        assertThat(sink.tags().get(0).title())
                .hasSize(999)
                .startsWith("long long")
                .endsWith("long");
    }

    @Test
    void severalHeadersMayShareAPage() {
        byte[] bos =
                page(1, BOS, join(ascii("\u0001vorbis"), hex("00000000 01 44ac0000 00000000 00fa0000 00000000 b8 01")));
        byte[] others = page(1, 0, comments("\u0003vorbis", "TITLE=Tide"), filled(5, 900));
        RecordingSink sink = read(bos, others, page(1, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, ENTRY);
        assertThat(sink.infos()).containsExactly(new StreamInfo(List.of("Vorbis"), 44_100, 1, 64_000));
    }

    @Test
    void aPageWithTheLastHeaderAndSoundIsAHeader() {
        RecordingSink sink = read(opusHead(1), page(1, 0, comments("OpusTags", "TITLE=x"), SOUND), page(1, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, ENTRY);
    }

    @Test
    void speexSaysHowManyHeadersItHas() {
        byte[] head = join(ascii("Speex   "), filled(0, 60), hex("01000000 00000000 00000000"));
        RecordingSink sink =
                read(page(1, BOS, head), page(1, 0, comments("")), page(1, 0, filled(0, 9)), page(1, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, HEADER, ENTRY);
    }

    @Test
    void flacHeadersEndWithTheLastBlock() {
        byte[] head = join(ascii("\u007fFLAC"), hex("0100 0000"), ascii("fLaC"), hex("00000022"), filled(0, 34));
        byte[] comment = join(hex("04000000"), comments("", "TITLE=Tide"));
        byte[] padding = join(hex("81000010"), filled(0, 16));
        RecordingSink sink =
                read(page(1, BOS, head), page(1, 0, comment), page(1, 0, padding), page(1, 0, hex("fff8ffff")));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, HEADER, ENTRY);
        assertThat(sink.tags()).containsExactly(new StreamTags("", "Tide"));
    }

    @Test
    void skeletonIsHeadersToItsEnd() {
        RecordingSink sink = Portions.readWhole(parser, SampleStream.SKELETON.bytes());
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, HEADER, HEADER, HEADER, ENTRY);
        assertThat(sink.infos().get(0).codecs()).containsExactly("Skeleton", "Vorbis");
        assertThat(sink.tags()).containsExactly(new StreamTags("Floe", "Ebb"));
    }

    @Test
    void anUnknownCodecPasses() {
        RecordingSink sink = read(page(1, BOS, ascii("BBCD\0")), page(1, 0, SOUND), page(1, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, ENTRY, ENTRY);
        assertThat(sink.infos()).containsExactly(new StreamInfo(List.of("Unknown"), 0, 0, 0));
    }

    @Test
    void headersThatPassAsDataAreNoEntryAndHideNoTitle() {
        byte[] unknown = page(2, BOS, ascii("OVP80"));
        RecordingSink sink = read(
                opusHead(1),
                unknown,
                page(2, 0, SOUND),
                opusTags(1, "TITLE=Tide"),
                page(2, 0, SOUND),
                page(1, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, CONTINUATION, HEADER, ENTRY, ENTRY);
        assertThat(sink.tags()).containsExactly(new StreamTags("", "Tide"));
    }

    @Test
    void aLostCommentHeaderHoldsUpNothingForLong() {
        byte[] damaged = opusTags(1, "TITLE=Tide");
        damaged[40] ^= 1;
        RecordingSink sink = read(opusHead(1), damaged, page(1, 0, SOUND), page(1, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, ENTRY);
        assertThat(sink.infos()).hasSize(1);
    }

    @Test
    void withPicturesOnlyAKeyframeIsAnEntry() {
        RecordingSink sink = read(
                theoraHead(2),
                opusHead(1),
                theoraHeaders(2),
                opusTags(1),
                page(2, 0, KEYFRAME, INTERFRAME),
                page(1, 0, SOUND),
                page(2, 0, INTERFRAME, KEYFRAME),
                page(1, 0, SOUND));
        assertThat(sink.kinds())
                .containsExactly(LINK_START, HEADER, HEADER, HEADER, ENTRY, CONTINUATION, CONTINUATION, CONTINUATION);
        assertThat(sink.infos()).containsExactly(new StreamInfo(List.of("Theora", "Opus"), 48_000, 2, 0));
    }

    @Test
    void aKeyframeBehindTheRestOfAnotherFrameIsAnEntry() {
        RecordingSink sink = read(
                theoraHead(2), theoraHeaders(2),
                openPage(2, 0, filled(0x70, 510)), page(2, CONTINUED, filled(0x70, 300), KEYFRAME),
                openPage(2, 0, filled(0x30, 510)), openPage(2, CONTINUED, filled(0x30, 510)));
        assertThat(sink.kinds().subList(2, 6)).containsExactly(CONTINUATION, ENTRY, ENTRY, CONTINUATION);
    }

    @Test
    void aRepeatedPictureIsNoKeyframe() {
        RecordingSink sink = read(theoraHead(2), theoraHeaders(2), page(2, 0, new byte[0], KEYFRAME));
        assertThat(sink.kinds()).endsWith(CONTINUATION);
    }

    @Test
    void soundGoesOnAloneWhenThePicturesHaveEnded() {
        RecordingSink sink = read(
                theoraHead(2), opusHead(1), theoraHeaders(2), opusTags(1), page(2, EOS, KEYFRAME), page(1, 0, SOUND));
        assertThat(sink.kinds()).endsWith(ENTRY, ENTRY);
    }

    /** Frames 1, 6, 11 and 16 of 20; the fifth entry is a page of sound behind the last picture. */
    @Test
    void everyKeyframeOfARealStreamIsAnEntry() {
        RecordingSink sink = Portions.readWhole(parser, SampleStream.THEORA.bytes());
        assertThat(sink.kinds()).filteredOn(ENTRY::equals).hasSize(5);
        assertThat(sink.kinds()).endsWith(CONTINUATION, ENTRY);
    }

    @Test
    void pagesOfAStreamThatNeverBeganAreLeftOut() {
        byte[] stray = page(9, 0, SOUND);
        RecordingSink sink = read(stray, opusHead(1), opusTags(1), stray, page(1, 0, SOUND));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, ENTRY);
        assertThat(parser.skippedBytes()).isEqualTo(2L * stray.length);
    }

    @Test
    void moreThan64StreamsAreRefused() {
        for (int serial = 0; serial < 64; serial++) {
            read(opusHead(serial));
        }
        assertThatThrownBy(() -> read(opusHead(64)))
                .isInstanceOf(StreamFormatException.class)
                .hasMessageContaining("more than 64 logical streams");
    }

    @Test
    void headersWithoutEndAreRefused() {
        read(opusHead(1), openPage(1, 0, filled('O', 255 * 255)));
        byte[] more = openPage(1, CONTINUED, filled('O', 255 * 255));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 300; i++) {
                        read(more);
                    }
                })
                .isInstanceOf(StreamFormatException.class)
                .hasMessageContaining("cover picture");
    }

    private static byte[] theoraHead(int serial) {
        return page(serial, BOS, join(ascii("\u0080theora"), filled(0, 35)));
    }

    private static byte[] theoraHeaders(int serial) {
        return page(serial, 0, comments("\u0081theora"), join(ascii("\u0082theora"), filled(0, 700)));
    }

    private RecordingSink read(byte[]... pages) {
        return Portions.readWhole(parser, join(pages));
    }
}
