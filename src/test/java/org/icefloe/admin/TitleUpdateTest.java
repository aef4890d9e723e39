package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.icefloe.format.StreamTags;
import org.icefloe.format.icy.IcyMetadata;
import org.icefloe.rest.RawParameters;
import org.junit.jupiter.api.Test;

class TitleUpdateTest {
    @Test
    void songIsTheWholeLine() {
        assertThat(read("song=A%20-%20B&artist=X&title=Y")).contains("A - B");
    }

    @Test
    void artistAndTitleAreJoined() {
        assertThat(read("artist=A&title=B")).contains("A - B");
        assertThat(read("title=B")).contains("B");
        assertThat(read("artist=A")).contains("A");
    }

    @Test
    void emptySongIsATitleToo() {
        assertThat(read("song=")).contains("");
    }

    @Test
    void requestWithoutATitleSaysNothing() {
        assertThat(read("charset=UTF-8")).isEmpty();
    }

    @Test
    void charsetIsTakenAtItsWord() {
        assertThat(read("song=%c3%a9&charset=ISO-8859-1")).contains("Ã©");
        assertThat(read("song=%e9&charset=latin1")).contains("é");
        assertThat(read("song=%e9&charset=")).contains("é");
    }

    @Test
    void unknownCharsetIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("song=a&charset=klingon"));
        assertThatIllegalArgumentException().isThrownBy(() -> read("song=a&charset=%00%27"));
    }

    @Test
    void lineEndsBecomeBlanks() {
        assertThat(read("song=%0D%0Aa%0D%0Ab%00c%C2%85d%0A")).contains("a  b c d");
    }

    @Test
    void longTitleIsCutBetweenTwoCharacters() {
        String notes = "%F0%9F%8E%B5".repeat(3_000);

        assertThat(read("song=" + notes)).contains("🎵".repeat(TitleUpdate.MAX_LENGTH));
    }

    @Test
    void longestTitleFitsAMetadataBlock() {
        String title = "🎵".repeat(TitleUpdate.MAX_LENGTH);

        String block = StandardCharsets.UTF_8
                .decode(IcyMetadata.ofTitle(title)
                        .toBlock(StandardCharsets.UTF_8)
                        .position(1))
                .toString();

        assertThat(block).startsWith("StreamTitle='" + title + "';");
    }

    @Property
    void whateverBytesComeTheTitleIsOneShortLine(@ForAll @Size(max = 5_000) byte[] bytes) {
        String title = read("song=" + escape(bytes)).orElseThrow();

        assertThat(title.codePointCount(0, title.length())).isLessThanOrEqualTo(TitleUpdate.MAX_LENGTH);
        assertThat(title.chars().noneMatch(Character::isISOControl)).isTrue();
    }

    @Property
    void plainTextArrivesAsItWasSent(@ForAll("words") String text) {
        assertThat(read("song=" + URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .contains(text);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("aé漢'\";&=<>%+").ofMaxLength(100);
    }

    private static String escape(byte[] bytes) {
        HexFormat hex = HexFormat.of();
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> "%" + hex.toHexDigits(bytes[i]))
                .collect(Collectors.joining());
    }

    private static Optional<String> read(String query) {
        RawParameters parameters = RawParameters.parse(query);
        return TitleUpdate.read(parameters, parameters::text).map(StreamTags::display);
    }
}
