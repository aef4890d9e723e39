package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({
        "Café del Mar, Café del Mar",
        "CafÃ© del Mar, Café del Mar",
        "Rock &amp; Roll, Rock & Roll",
        "<b>bold</b>, <b>bold</b>",
        "Привет, Привет",
        "'  two   blanks ', two blanks"
    })
    void whatServersDoToTextsIsUndone(String sent, String kept) {
        assertThat(Texts.repair(sent, 100)).isEqualTo(kept);
    }

    @Test
    void whatCannotBeSeenIsGone() {
        assertThat(Texts.repair("\0a\r\nb\u202Ec\u200Bd\u2028e\u00ADf\r\n", 100))
                .isEqualTo("a b c d e f");
    }

    @Test
    void everySpaceIsABlankAndHalfACharacterIsNone() {
        assertThat(Texts.repair("\u00A0a\u00A0b\u2003c\u3000", 100)).isEqualTo("a b c");
        assertThat(Texts.repair("a\uD83Db\uDE00", 100)).isEqualTo("a b");
        assertThat(Texts.repair("a😀b", 100)).isEqualTo("a😀b");
    }

    @Test
    void cutsHalveNoCharacter() {
        assertThat(Texts.repair("ab😀cd", 3)).isEqualTo("ab");
        assertThat(Texts.repair("ab😀cd", 4)).isEqualTo("ab😀");
    }

    @Property
    void everyTextBecomesALineOfTheLengthAskedFor(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 50) int longest) {
        String line = Texts.repair(text, longest);

        assertThat(line.length()).isLessThanOrEqualTo(longest);
        assertThat(line).isEqualTo(line.strip());
        assertThat(line.chars().noneMatch(Character::isISOControl)).isTrue();
    }

    @Property
    void textOfMoreThanLatin1IsKept(@ForAll @IntRange(min = 0x400, max = 0x44F) int letter) {
        String text = Character.toString(letter).repeat(3);
        String twice = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(Texts.repair(text, 10)).isEqualTo(text);
        assertThat(Texts.repair(twice, 10)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"Café, cafe", "ZÜRICH, zurich", "Ｒadio, radio", "ПРИВЕТ, привет", "Å, a", "plain, plain"})
    void whatPeopleTypeIsComparedWithoutAccents(String text, String folded) {
        assertThat(Texts.fold(text)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({
        "Straße, strasse",
        "STRAẞE, strasse",
        "Æther ŒUVRE, aether oeuvre",
        "Łódź, lodz",
        "Ørsted Þór, orsted thor",
        "ISTANBUL ırmak İzmir, istanbul irmak izmir",
        "Đà Nẵng, da nang",
        "Café plain, cafe plain"
    })
    void searchesKnowLettersThatAreTypedOtherwise(String text, String typed) {
        assertThat(Texts.typed(text)).isEqualTo(typed);
        assertThat(Texts.typed(typed)).isEqualTo(typed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Rock, Hip Hop;JAZZ/Blues|rock,hip hop,jazz,blues",
                "rock pop|rock,pop",
                "Rock rock ROCK|rock",
                ",,;; - ,|",
                "various|various",
                "<rock>, <<b>pop, <>|rock,bpop",
                "ro\u0007ck|rock"
            })
    void genresAreCutAndCleaned(String sent, String kept) {
        assertThat(String.join(",", Genres.parse(sent))).isEqualTo(kept == null ? "" : kept);
    }

    @Test
    void genresAreBounded() {
        assertThat(Genres.parse("a b c d e f g h i j k l")).hasSize(10);
        assertThat(Genres.parse("x".repeat(100)).get(0)).hasSize(40);
        assertThat(Genres.parse("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "audio/mpeg, '', MP3",
        "audio/aacp, '', AAC+",
        "application/ogg, Vorbis, Vorbis",
        "application/ogg, '', Ogg",
        "audio/ogg, Opus, Opus",
        "application/ogg, FLAC, FLAC",
        "video/webm, '', WebM",
        "audio/mpeg, something, MP3"
    })
    void codecsHaveTheirNames(String type, String subtype, String codec) {
        assertThat(Codecs.of(type, subtype)).containsExactly(codec);
    }

    @Test
    void streamMayHaveSeveralCodecsOrNoneThatIsKnown() {
        assertThat(Codecs.of("application/ogg", "Theora/Vorbis")).isEqualTo(List.of("Theora", "Vorbis"));
        assertThat(Codecs.of("audio/x-new", "new")).isEmpty();
    }
}
