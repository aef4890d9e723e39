package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://radio.example:8000/live.mp3, http://radio.example:8000/live.mp3",
        "HTTP://Radio.Example:80/Live.mp3, http://radio.example/Live.mp3",
        "https://radio.example:443, https://radio.example/",
        "http://radio.example./a, http://radio.example/a",
        "http://radio.example.:8000/a, http://radio.example:8000/a",
        "http://radio.example..:8000/a, http://radio.example:8000/a",
        "http://radio.example?x=1, http://radio.example/?x=1",
        "http://radio.example/a#b, http://radio.example/a",
        "' http://radio.example/a ', http://radio.example/a",
        "http://radio.example/a b, http://radio.example/a%20b",
        "http://radio.example/50%, http://radio.example/50%25",
        "http://radio.example/a%20b, http://radio.example/a%20b",
        "http://zürich.example/ü, http://xn--zrich-kva.example/%C3%BC",
        "http://0x09090909:8000/x, http://9.9.9.9:8000/x",
        "http://９。9.2313./x, http://9.9.9.9/x",
        "http://[2A00:1450::1]:8000/x, http://[2a00:1450::1]:8000/x",
        "http://radio.example/<b>\"'\"</b>, http://radio.example/%3Cb%3E%22'%22%3C/b%3E"
    })
    void onePlaceHasOneSpelling(String sent, String read) {
        assertThat(ListenUrl.parse(sent)).map(ListenUrl::toString).contains(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "radio.example/live",
                "/live.mp3",
                "ftp://radio.example/x",
                "javascript:alert(1)",
                "http://",
                "http:///x",
                "http://1.2.3.256/x",
                "http://1.2.3.4.5/x",
                "http://radio.example:0/x",
                "http://radio.example:65536/x",
                "http://radio.example:8x/x",
                "http://user:pass@radio.example/x",
                "http://user@radio.example/x",
                "http://@radio.example/x",
                "http://a.example\\@b.example/x",
                "http://a.example b.example/x",
                "http://[::1/x",
                "http://[zz::1]/x",
                "http://a.example%00/x"
            })
    void anythingElseIsNone(String sent) {
        assertThat(ListenUrl.parse(sent)).isEmpty();
    }

    @Test
    void halfACharacterIsInNone() {
        assertThat(ListenUrl.parse("http://radio.example/\uD83D")).isEmpty();
        assertThat(ListenUrl.parse("http://radio\uDE00.example/")).isEmpty();
        assertThat(ListenUrl.parse("http://radio.example/😀"))
                .map(ListenUrl::target)
                .contains("/%F0%9F%98%80");
    }

    @Test
    void tooLongIsNone() {
        String begin = "http://radio.example/";
        assertThat(ListenUrl.parse(begin + "x".repeat(1_000 - begin.length()))).isPresent();
        assertThat(ListenUrl.parse(begin + "x".repeat(1_001 - begin.length()))).isEmpty();
        assertThat(ListenUrl.parse(begin + "ü".repeat(400))).isEmpty();
    }

    @Property
    void whateverIsReadIsAUriAndReadTheSameAgain(@ForAll @StringLength(max = 60) String rest) {
        ListenUrl.parse("http://radio.example/" + rest).ifPresent(url -> {
            assertThat(URI.create(url.toString()).getHost()).isEqualTo("radio.example");
            assertThat(ListenUrl.parse(url.toString())).contains(url);
        });
    }

    @Property
    void noTextIsTooOddToRefuse(@ForAll @StringLength(max = 60) String text) {
        ListenUrl.parse("http://" + text)
                .ifPresent(url ->
                        assertThat(URI.create(url.toString()).getUserInfo()).isNull());
    }
}
