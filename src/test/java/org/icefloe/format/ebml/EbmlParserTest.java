package org.icefloe.format.ebml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icefloe.format.Frame.Kind.CONTINUATION;
import static org.icefloe.format.Frame.Kind.ENTRY;
import static org.icefloe.format.Frame.Kind.HEADER;
import static org.icefloe.format.Frame.Kind.LINK_START;
import static org.icefloe.format.ebml.Matroska.audio;
import static org.icefloe.format.ebml.Matroska.block;
import static org.icefloe.format.ebml.Matroska.cluster;
import static org.icefloe.format.ebml.Matroska.ebml;
import static org.icefloe.format.ebml.Matroska.element;
import static org.icefloe.format.ebml.Matroska.group;
import static org.icefloe.format.ebml.Matroska.head;
import static org.icefloe.format.ebml.Matroska.headers;
import static org.icefloe.format.ebml.Matroska.join;
import static org.icefloe.format.ebml.Matroska.number;
import static org.icefloe.format.ebml.Matroska.tags;
import static org.icefloe.format.ebml.Matroska.text;
import static org.icefloe.format.ebml.Matroska.tracks;
import static org.icefloe.format.ebml.Matroska.video;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EbmlParserTest {
    private static final byte[] SOUND = headers(audio(1));
    private static final byte[] PICTURES = headers(audio(1), video(2));
    private static final byte[] LOST_FOR_LONG = new byte[(1 << 20) + 1];

    private final EbmlParser parser = new EbmlParser();

    @Test
    void headersComeFirstAndThenClustersOfUnknownSize() {
        RecordingSink sink = read(SOUND, element(ElementId.CLUSTER, number(ElementId.TIMESTAMP, 5), block(1, 0, true)));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, HEADER, ENTRY, CONTINUATION);
        assertThat(sink.bytes()).isEqualTo(join(SOUND, cluster(5), block(1, 0, true)));
    }

    @Test
    void aSegmentOfKnownSizeIsLeftOpen() {
        byte[] file = join(ebml(), element(ElementId.SEGMENT, tracks(audio(1)), cluster(0), block(1, 0, true)));
        assertThat(read(file).bytes()).isEqualTo(join(SOUND, cluster(0), block(1, 0, true)));
    }

    @Test
    void positionsFillingAndChecksumsAreLeftOut() {
        byte[] cues = element(Matroska.CUES, new byte[100]);
        byte[] filling = element(Matroska.VOID, new byte[3000]);
        RecordingSink sink = read(SOUND, filling, cluster(0), filling, block(1, 0, true), cues, cluster(1));
        assertThat(sink.bytes()).isEqualTo(join(SOUND, cluster(0), block(1, 0, true)));
        assertThat(parser.skippedBytes()).isEqualTo(2L * filling.length + cues.length);
    }

    @Test
    void aBlockIsPassedWithItsLastByte() {
        byte[] bytes = join(SOUND, cluster(0), block(1, 0, true));
        RecordingSink sink = new RecordingSink();
        parser.read(ByteBuffer.wrap(bytes, 0, bytes.length - 1), sink);
        assertThat(sink.frames()).hasSize(3);
        parser.read(ByteBuffer.wrap(bytes, bytes.length - 1, 1), sink);
        assertThat(sink.frames()).hasSize(5);
    }

    @Test
    void soundMayBeginAtEveryClusterOfTheSource() {
        RecordingSink sink =
                read(SOUND, cluster(0), block(1, 0, true), block(1, 20, true), cluster(40), block(1, 0, true));
        assertThat(dataKinds(sink)).containsExactly(ENTRY, CONTINUATION, CONTINUATION, ENTRY, CONTINUATION);
    }

    @Test
    void inALongClusterSoundMayBeginOnceASecond() {
        RecordingSink sink = read(
                SOUND, cluster(7), block(1, 0, true), block(1, 999, true), block(1, 1000, true), block(1, 1999, true));
        assertThat(sink.bytes())
                .isEqualTo(join(
                        SOUND,
                        cluster(7),
                        block(1, 0, true),
                        block(1, 999, true),
                        cluster(7),
                        block(1, 1000, true),
                        block(1, 1999, true)));
        assertThat(dataKinds(sink)).filteredOn(ENTRY::equals).hasSize(2);
    }

    @Test
    void withPicturesOneMayBeginAtKeyframesOnlyWhereverTheyStand() {
        RecordingSink sink = read(
                PICTURES,
                cluster(0),
                block(1, 0, true),
                block(2, 1, true),
                block(2, 2, false),
                cluster(3),
                block(2, 0, false));
        assertThat(dataKinds(sink))
                .containsExactly(
                        CONTINUATION, CONTINUATION, ENTRY, CONTINUATION, CONTINUATION, CONTINUATION, CONTINUATION);
        assertThat(sink.bytes())
                .isEqualTo(join(
                        PICTURES,
                        cluster(0),
                        block(1, 0, true),
                        cluster(0),
                        block(2, 1, true),
                        block(2, 2, false),
                        cluster(3),
                        block(2, 0, false)));
    }

    @Test
    void aBlockGroupIsAKeyframeIfItRefersToNoOther() {
        RecordingSink sink = read(PICTURES, cluster(0), group(2, 0, true), group(2, 1, false));
        assertThat(dataKinds(sink)).containsExactly(ENTRY, CONTINUATION, CONTINUATION);
    }

    @Test
    void infoAndTitleAreToldBeforeTheFirstBlock() {
        RecordingSink sink = read(PICTURES, tags("Floe", "Tide"), cluster(0), block(1, 0, true));
        assertThat(sink.told().subList(4, 6))
                .containsExactly(
                        new StreamInfo(List.of("Vorbis", "VP9"), 44_100, 2, 0), new StreamTags("Floe", "Tide"));
    }

    @Test
    void aTitleMayStandInTheInfoAndTheArtistInATag() {
        byte[] info = element(ElementId.INFO, text(ElementId.TITLE, "Tide"));
        RecordingSink sink = read(SOUND, info, tags("Floe", ""), cluster(0), block(1, 0, true));
        assertThat(sink.tags()).containsExactly(new StreamTags("Floe", "Tide"));
        assertThat(sink.kinds()).filteredOn(HEADER::equals).hasSize(4);
    }

    @Test
    void tagsBetweenClustersArePassedOnAndTold() {
        RecordingSink sink =
                read(SOUND, cluster(0), block(1, 0, true), tags("Floe", "Tide"), cluster(20), block(1, 0, true));
        assertThat(sink.tags()).containsExactly(new StreamTags("Floe", "Tide"));
        assertThat(dataKinds(sink)).containsExactly(ENTRY, CONTINUATION, CONTINUATION, ENTRY, CONTINUATION);
    }

    @Test
    void aTitleOfOursComesBeforeTheNextBlockInANewCluster() {
        RecordingSink sink = new RecordingSink();
        parser.read(ByteBuffer.wrap(join(SOUND, cluster(0), block(1, 0, true))), sink);
        assertThat(parser.retitle(new StreamTags("", "Grüße"))).isTrue();
        parser.read(ByteBuffer.wrap(block(1, 20, true)), sink);
        assertThat(sink.tags()).containsExactly(new StreamTags("", "Grüße"));
        assertThat(sink.bytes())
                .isEqualTo(
                        join(SOUND, cluster(0), block(1, 0, true), tags("", "Grüße"), cluster(0), block(1, 20, true)));
    }

    @Test
    void aTitleSetBeforeTheFirstBlockIsAHeader() {
        parser.retitle(new StreamTags("Floe", "Tide"));
        RecordingSink sink = read(SOUND, cluster(0), block(1, 0, true));
        assertThat(sink.kinds()).containsExactly(LINK_START, HEADER, HEADER, HEADER, ENTRY, CONTINUATION);
        assertThat(sink.tags()).containsExactly(new StreamTags("Floe", "Tide"));
    }

    @Test
    void aNewEbmlHeaderBeginsANewLink() {
        RecordingSink sink = read(SOUND, cluster(9), block(1, 0, true), PICTURES, cluster(0), block(2, 0, true));
        assertThat(sink.kinds())
                .containsExactly(
                        LINK_START,
                        HEADER,
                        HEADER,
                        ENTRY,
                        CONTINUATION,
                        LINK_START,
                        HEADER,
                        HEADER,
                        ENTRY,
                        CONTINUATION);
        assertThat(sink.infos()).extracting(info -> info.codecs().size()).containsExactly(1, 2);
    }

    @Test
    void headersThatComeAgainAreLeftOut() {
        byte[] again = tracks(audio(1));
        RecordingSink sink = read(SOUND, cluster(0), block(1, 0, true), again, cluster(20), block(1, 0, true));
        assertThat(sink.kinds()).filteredOn(HEADER::equals).hasSize(2);
        assertThat(parser.skippedBytes()).isEqualTo(again.length);
    }

    @Test
    void blocksThatBelongToNoTracksOrNoTimeAreLeftOut() {
        byte[] block = block(1, 0, true);
        byte[] segment = join(ebml(), head(ElementId.SEGMENT, Matroska.UNKNOWN));
        assertThat(read(segment, cluster(0), block).frames()).hasSize(2);
        assertThat(read(SOUND, head(ElementId.CLUSTER, Matroska.UNKNOWN), block).frames())
                .hasSize(3);
        assertThat(parser.skippedBytes()).isEqualTo(2L * block.length);
    }

    /** Time goes with the latest block of any track; a clock that jumps is not waited for. */
    @Test
    void blocksTellHowMuchLaterTheyAre() {
        assertThat(nanos(
                        PICTURES,
                        cluster(1000),
                        block(1, 0, true),
                        block(2, 40, true),
                        block(1, 20, true),
                        block(1, 60, true),
                        cluster(50_000),
                        block(1, 0, true),
                        cluster(0),
                        block(1, 0, true),
                        block(1, 5, true)))
                .containsExactly(0L, 40_000_000L, 0L, 20_000_000L, 0L, 0L, 5_000_000L);
    }

    @Test
    void ticksMayBeOfAnyLength() {
        byte[] info = element(ElementId.INFO, number(ElementId.TIMESTAMP_SCALE, 20_833));
        assertThat(nanos(SOUND, info, cluster(0), block(1, 0, true), block(1, 960, true)))
                .containsExactly(0L, 960 * 20_833L);
    }

    @Test
    void afterDamageItGoesOnAtTheNextCluster() {
        byte[] damage = new byte[500];
        RecordingSink sink =
                read(SOUND, cluster(0), block(1, 0, true), damage, block(1, 20, true), cluster(40), block(1, 0, true));
        assertThat(sink.bytes()).isEqualTo(join(SOUND, cluster(0), block(1, 0, true), cluster(40), block(1, 0, true)));
        assertThat(parser.skippedBytes()).isEqualTo(damage.length + block(1, 20, true).length);
    }

    @Test
    void aClusterWhoseSizeIsNoNumberIsLeftOut() {
        byte[] broken = {0x1f, 0x43, (byte) 0xb6, 0x75, 0};
        RecordingSink sink = read(SOUND, broken, cluster(0), block(1, 0, true));
        assertThat(sink.bytes()).isEqualTo(join(SOUND, cluster(0), block(1, 0, true)));
    }

    @Test
    void anElementOfAbsurdSizeIsNotWaitedFor() {
        RecordingSink sink = read(SOUND, head(Matroska.VOID, 1L << 50), cluster(0), block(1, 0, true));
        assertThat(sink.bytes()).isEqualTo(join(SOUND, cluster(0), block(1, 0, true)));
    }

    @ParameterizedTest
    @CsvSource({"4f676753, 4f676753", "ffd8ffe000104a46, ffd8ffe0", "18538067ffffff, 18538067"})
    void whatDoesNotBeginAsEbmlIsRefused(String hex, String shown) {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex)))
                .isInstanceOf(StreamFormatException.class)
                .hasMessageContaining("1a45dfa3")
                .hasMessageContaining(shown);
    }

    @Test
    void anotherKindOfDocumentIsRefused() {
        assertThatThrownBy(() -> read(element(ElementId.EBML, text(ElementId.DOC_TYPE, "recipe"))))
                .isInstanceOf(StreamFormatException.class)
                .hasMessageContaining("\"recipe\"");
    }

    @Test
    void aBlockTooLargeIsRefusedBeforeItIsKept() {
        assertThatThrownBy(() -> read(SOUND, cluster(0), head(ElementId.SIMPLE_BLOCK, 5 << 20)))
                .isInstanceOf(StreamFormatException.class)
                .hasMessageContaining("WebM element of 5242889 bytes");
    }

    @Test
    void headersWithoutEndAreRefused() {
        byte[] large = tags("Floe", "x".repeat(300_000));
        assertThatThrownBy(() -> read(SOUND, large, large, large, large))
                .isInstanceOf(StreamFormatException.class)
                .hasMessageContaining("WebM headers of more than 1048576 bytes");
    }

    @Test
    void damageWithoutEndIsRefused() {
        assertThatThrownBy(() -> read(SOUND, LOST_FOR_LONG))
                .isInstanceOf(StreamFormatException.class)
                .hasMessageContaining("WebM that is damaged");
    }

    @Test
    void aWholeFileOfARealMuxerBecomesALiveStream() {
        RecordingSink sink = Portions.readIn(List.of(1400), parser, SampleStream.MATROSKA.bytes());
        assertThat(sink.infos()).containsExactly(new StreamInfo(List.of("H.264", "AAC"), 48_000, 1, 0));
        assertThat(sink.tags()).containsExactly(new StreamTags("", "Tide"));
        assertThat(dataKinds(sink)).filteredOn(ENTRY::equals).hasSize(4);
    }

    private RecordingSink read(byte[]... parts) {
        return Portions.readWhole(parser, join(parts));
    }

    private static List<Frame.Kind> dataKinds(RecordingSink sink) {
        return sink.kinds().stream()
                .filter(kind -> kind == ENTRY || kind == CONTINUATION)
                .toList();
    }

    /** How long the blocks play; heads of clusters are left out. */
    private List<Long> nanos(byte[]... parts) {
        List<Long> nanos = new ArrayList<>();
        FrameSink sink = frame -> {
            if (frame.bytes().get(0) == (byte) ElementId.SIMPLE_BLOCK) {
                nanos.add(frame.nanos());
            }
        };
        parser.read(ByteBuffer.wrap(join(parts)), sink);
        return nanos;
    }
}
