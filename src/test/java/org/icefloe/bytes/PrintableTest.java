package org.icefloe.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void controlCharactersBecomeBlanks() {
        assertThat(Printable.oneLine("a\r\nb\tc\u0085d\u2028e")).isEqualTo("a  b c d e");
    }

    @Test
    void cleanTextStaysTheSame() {
        String clean = "Jürgen \uD83C\uDFB5 plays";

        assertThat(Printable.oneLine(clean)).isSameAs(clean);
    }

    @Test
    void longTextIsCutAndMarked() {
        assertThat(Printable.quote("x".repeat(500))).isEqualTo('"' + "x".repeat(80) + "…\"");
    }

    @Property
    void quoteIsOneLineAndEndsWhereItEnds(@ForAll String text) {
        String quoted = Printable.quote(text);

        assertThat(quoted).startsWith("\"").endsWith("\"").hasSizeLessThanOrEqualTo(83);
        assertThat(quoted.substring(1, quoted.length() - 1)).doesNotContain("\"", "\n", "\r");
        assertThat(quoted.chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void bytesThatAreNoUtf8AreLatin1() {
        assertThat(Printable.decode("é".getBytes(StandardCharsets.UTF_8))).isEqualTo("é");
        assertThat(Printable.decode("é".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("é");
    }

    @Test
    void headerValueIsUtf8OrElseLatin1AndOneLine() {
        assertThat(Printable.headerValue(" S\u00c3\u00bcd ")).isEqualTo("S\u00fcd");
        assertThat(Printable.headerValue("S\u00fcd")).isEqualTo("S\u00fcd");
        assertThat(Printable.headerValue("\u041c\rx")).isEqualTo("\u041c x");
    }
}
