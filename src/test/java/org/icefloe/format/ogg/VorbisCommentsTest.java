package org.icefloe.format.ogg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.icefloe.format.ogg.OggPages.comments;
import static org.icefloe.format.ogg.OggPages.hex;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.icefloe.format.Allocation;
import org.icefloe.format.StreamTags;
import org.junit.jupiter.api.Test;

class VorbisCommentsTest {
    @Test
    void namesMeanTheSameInAnyCase() {
        assertThat(tags("artist=Floe", "Title=Tide")).isEqualTo(new StreamTags("Floe", "Tide"));
    }

    @Test
    void severalArtistsAreNamedTogether() {
        assertThat(tags("ARTIST=One", "ARTIST=Two").artist()).isEqualTo("One, Two");
    }

    @Test
    void textIsUtf8() {
        assertThat(tags("TITLE=Käse ♫").title()).isEqualTo("Käse ♫");
    }

    @Test
    void aTitleBehindAPictureIsFound() {
        assertThat(tags("METADATA_BLOCK_PICTURE=" + "A".repeat(300_000), "TITLE=Tide")
                        .title())
                .isEqualTo("Tide");
    }

    @Test
    void aTitleOfTenKilobytesIsNone() {
        assertThat(tags("ARTIST=Floe", "TITLE=" + "x".repeat(10_000))).isEqualTo(new StreamTags("Floe", ""));
    }

    @Test
    void artistsWithoutEndAreCutInProportionateMemory() {
        String[] artists = new String[2_000];
        Arrays.fill(artists, "ARTIST=" + "x".repeat(1_000));
        byte[] packet = comments("", artists);

        long allocated = Allocation.of(
                () -> assertThat(VorbisComments.read(packet, 0).tags().artist()).hasSizeLessThan(10_000));

        assertThat(allocated).isLessThan(20L * packet.length);
    }

    @Test
    void whatIsNoPairIsPassedOver() {
        assertThat(tags("no pair", "=nameless", "TITLE=Tide")).isEqualTo(new StreamTags("", "Tide"));
    }

    @Test
    void aLengthBeyondThePacketEndsTheReading() {
        assertThat(VorbisComments.read(hex("00000000 ffffff7f ffffffff 54"), 0).tags())
                .isEqualTo(new StreamTags("", ""));
    }

    @Property(tries = 200)
    void aPacketCutShortGivesWhatItStillHolds(@ForAll @IntRange(max = 60) int length) {
        byte[] packet = comments("OpusTags", "TITLE=Tide", "ARTIST=Floe");
        byte[] cut = Arrays.copyOf(packet, Math.min(length, packet.length));
        assertThat(VorbisComments.read(cut, 8).tags().title()).isEqualTo(length >= 34 ? "Tide" : "");
    }

    @Property
    void anyBytesCanBeRead(@ForAll byte[] packet, @ForAll @IntRange(max = 8) int at) {
        assertThatCode(() -> VorbisComments.read(packet, at).tags()).doesNotThrowAnyException();
    }

    private static StreamTags tags(String... pairs) {
        return VorbisComments.read(comments("", pairs), 0).tags();
    }
}
