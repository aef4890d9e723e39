package org.icefloe.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {
    @ParameterizedTest
    @CsvSource({
        "/live.mp3, /live.mp3",
        "/a b/ü?#%, /a%20b/%C3%BC%3F%23%25",
        "/a:b@c;d=e&f, /a:b@c;d=e&f",
        "/[x]\"<>\\^`{|}, /%5Bx%5D%22%3C%3E%5C%5E%60%7B%7C%7D",
        "/u\u0308, /u%CC%88",
    })
    void pathKeepsItsSlashesAndWhatAPathMayHold(String path, String escaped) {
        assertThat(Percent.path(path)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @CsvSource({"a:b@c/d, a%3Ab%40c%2Fd", "p&q=r+s, p%26q%3Dr%2Bs", "-._~, -._~"})
    void partHoldsNothingThatCouldEndIt(String text, String escaped) {
        assertThat(Percent.part(text)).isEqualTo(escaped);
    }

    @Property
    void whatWasEscapedIsReadBackFromTheUri(@ForAll String text) {
        assertThat(URI.create("http://x/" + Percent.part(text)).getPath()).isEqualTo("/" + text);
        assertThat(URI.create("http://x/" + Percent.path(text)).getPath()).isEqualTo("/" + text);
    }
}
