package org.icefloe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class RawParametersTest {
    @Test
    void noQueryHasNoParameters() {
        assertThat(RawParameters.parse(null).text("song")).isEmpty();
        assertThat(RawParameters.parse("").text("song")).isEmpty();
    }

    @Test
    void emptyValueIsThereAndEmpty() {
        assertThat(RawParameters.parse("song=&mode=updinfo").text("song")).contains("");
    }

    @Test
    void nameWithoutEqualsIsLeftOut() {
        assertThat(RawParameters.parse("song&=x&mode=updinfo").text("song")).isEmpty();
    }

    @Test
    void lastOfTwoCounts() {
        assertThat(RawParameters.parse("song=a&song=b").text("song")).contains("b");
    }

    @Test
    void plusIsABlankAndItsEscapeIsAPlus() {
        assertThat(RawParameters.parse("song=a+b%2Bc").text("song")).contains("a b+c");
    }

    @Test
    void percentThatEscapesNothingIsAPercent() {
        assertThat(RawParameters.parse("song=100%&x=%4&y=%zz").text("song")).contains("100%");
        assertThat(RawParameters.parse("x=%4").text("x")).contains("%4");
        assertThat(RawParameters.parse("y=%zz").text("y")).contains("%zz");
    }

    @Test
    void bytesThatAreNoUtf8AreLatin1() {
        assertThat(RawParameters.parse("song=Caf%E9").text("song")).contains("Café");
        assertThat(RawParameters.parse("song=Caf%c3%a9").text("song")).contains("Café");
    }

    @Test
    void bytesAreReadInTheCharsetAskedFor() {
        RawParameters parameters = RawParameters.parse("song=%CF%F0%E8%E2%E5%F2");

        assertThat(parameters.text("song", Charset.forName("windows-1251"))).contains("Привет");
    }

    @Test
    void formGoesBeforeQuery() {
        RawParameters both = RawParameters.parse("song=form").orElse(RawParameters.parse("song=query&mode=updinfo"));

        assertThat(both.text("song")).contains("form");
        assertThat(both.text("mode")).contains("updinfo");
    }

    @Property
    void whatIsEncodedIsRead(@ForAll @CharRange(from = ' ', to = '\ud7ff') String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);

        assertThat(RawParameters.parse("song=" + encoded).text("song", StandardCharsets.UTF_8))
                .contains(text);
    }

    @Property
    void noTextIsTooOddToRead(@ForAll String query) {
        assertThat(RawParameters.parse("a=" + query).text("a")).isPresent();
    }
}
