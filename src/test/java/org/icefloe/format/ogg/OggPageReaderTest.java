package org.icefloe.format.ogg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icefloe.format.ogg.OggPages.ascii;
import static org.icefloe.format.ogg.OggPages.filled;
import static org.icefloe.format.ogg.OggPages.hex;
import static org.icefloe.format.ogg.OggPages.join;
import static org.icefloe.format.ogg.OggPages.openPage;
import static org.icefloe.format.ogg.OggPages.page;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.icefloe.format.StreamFormatException;
import org.junit.jupiter.api.Test;

class OggPageReaderTest {
    private final OggPageReader reader = new OggPageReader();
    private final List<byte[]> pages = new ArrayList<>();

    @Test
    void readsTheFieldsOfAPage() {
        byte[] bytes = page(0x01020304, OggPages.BOS | OggPages.EOS, ascii("packet"));
        reader.read(ByteBuffer.wrap(bytes), page -> {
            assertThat(page.serial()).isEqualTo(0x01020304);
            assertThat(page.isBos()).isTrue();
            assertThat(page.isEos()).isTrue();
            assertThat(page.isContinued()).isFalse();
            assertThat(page.granule()).isEqualTo(7);
            assertThat(page.sequence()).isEqualTo(3);
            assertThat(page.body()).isEqualTo(ByteBuffer.wrap(ascii("packet")));
            pages.add(bytes);
        });
        assertThat(pages).hasSize(1);
    }

    @Test
    void aPageInsideOnePortionIsNotCopied() {
        ByteBuffer portion = ByteBuffer.wrap(page(1, 0, filled(9, 300)));
        reader.read(portion, page -> assertThat(page.bytes().array())
                .isSameAs(portion.array())
                .hasSize(page.length()));
        assertThat(portion.hasRemaining()).isFalse();
    }

    @Test
    void theLongestPageIsRead() {
        byte[] longest = openPage(1, 0, filled(1, 255 * 255));
        assertThat(longest).hasSize(65_307);
        read(longest);
        assertThat(pages).containsExactly(longest);
    }

    @Test
    void theLongestPageIsReadInPortions() {
        byte[] longest = openPage(1, 0, filled(1, 255 * 255));
        for (int at = 0; at < longest.length; at += 1000) {
            read(Arrays.copyOfRange(longest, at, Math.min(at + 1000, longest.length)));
        }
        assertThat(pages).containsExactly(longest);
    }

    @Test
    void aPageWithAWrongChecksumIsLeftOutAndCounted() {
        byte[] broken = page(1, 0, ascii("broken"));
        broken[30] ^= 1;
        byte[] sound = page(1, 0, ascii("sound"));
        read(join(sound, broken, sound));
        assertThat(pages).containsExactly(sound, sound);
        assertThat(reader.skippedBytes()).isEqualTo(broken.length);
    }

    @Test
    void aSoundPageInsideTheSupposedBodyOfADamagedOneIsFound() {
        byte[] damaged = page(1, 0, filled(5, 100));
        damaged[27] = (byte) 250;
        byte[] sound = page(1, 0, filled(6, 240));
        read(join(sound, damaged, sound));
        assertThat(pages).containsExactly(sound, sound);
    }

    /** Each would have its checksum reckoned over some 50 KB, for 27 bytes sent. */
    @Test
    void capturePatternsPutCloseTogetherAreRefusedSoon() {
        byte[] bait = filled(0xff, 27);
        System.arraycopy(hex("4f67675300"), 0, bait, 0, 5);
        byte[] baits = join(Collections.nCopies(5_000, bait).toArray(byte[][]::new));
        assertThatThrownBy(() -> read(baits))
                .isInstanceOf(StreamFormatException.class)
                .hasMessageContaining("wrong checksums");
    }

    @Test
    void aDamagedPageNowAndThenIsNeverRefused() {
        byte[] sound = page(1, 0, filled(1, 60_000));
        byte[] broken = sound.clone();
        broken[500] ^= 1;
        for (int i = 0; i < 600; i++) {
            read(join(sound, broken));
            pages.clear();
        }
        assertThat(reader.skippedBytes()).isEqualTo(600L * broken.length);
    }

    @Test
    void garbageBetweenPagesIsLeftOutAndCounted() {
        byte[] page = page(1, 0, ascii("p"));
        read(join(page, ascii("OggOgg garbage OOO"), page));
        assertThat(pages).containsExactly(page, page);
        assertThat(reader.skippedBytes()).isEqualTo(18);
    }

    @Test
    void aPageOfAnotherVersionIsGarbage() {
        byte[] page = page(1, 0, ascii("p"));
        byte[] future = page.clone();
        future[4] = 1;
        read(join(page, future, page));
        assertThat(pages).containsExactly(page, page);
    }

    @Test
    void firstBytesThatAreNoPageAreRefusedWithWhatTheyWere() {
        assertThatThrownBy(() -> read(hex("49443304")))
                .isInstanceOf(StreamFormatException.class)
                .hasMessage("an Ogg stream begins with \"OggS\", this one with the bytes 49 44 33 04:"
                        + " is its content type right?");
    }

    @Test
    void threeBytesAreTooFewToRefuse() {
        read(hex("494433"));
        assertThat(pages).isEmpty();
    }

    @Test
    void thePiecesOfPacketsAreTold() {
        List<String> pieces = new ArrayList<>();
        byte[] bytes = openPage(1, OggPages.CONTINUED, ascii("end"), ascii(""), ascii("whole"), filled('x', 255));
        reader.read(
                ByteBuffer.wrap(bytes),
                page -> page.forEachPiece((piece, begins, ends) ->
                        pieces.add(piece.remaining() + (begins ? " begins" : "") + (ends ? " ends" : ""))));
        assertThat(pieces).containsExactly("3 ends", "0 begins ends", "5 begins ends", "255 begins");
    }

    private void read(byte[] bytes) {
        reader.read(ByteBuffer.wrap(bytes), page -> {
            byte[] copy = new byte[page.length()];
            page.bytes().get(copy);
            pages.add(copy);
        });
    }
}
