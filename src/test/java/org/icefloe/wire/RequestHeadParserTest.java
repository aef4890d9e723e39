package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.icefloe.mount.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadParserTest {
    private static final String HEAD = "PUT /live%20one.mp3?a=b|c HTTP/1.1\r\nHost: x\r\nice-name:  Jörg \r\n\r\n";

    @Test
    void headIsReadWordForWord() {
        RequestHead head = parse(HEAD);

        assertThat(head.method()).isEqualTo("PUT");
        assertThat(head.path()).isEqualTo("/live one.mp3");
        assertThat(head.query()).isEqualTo("a=b%7Cc");
        assertThat(head.protocol()).isEqualTo("HTTP/1.1");
        assertThat(head.headers()).containsExactlyInAnyOrderEntriesOf(Map.of("host", "x", "ice-name", "Jörg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r\r\n"})
    void lineMayEndInManyWays(String end) {
        assertThat(parse(HEAD.replace("\r\n", end))).isEqualTo(parse(HEAD));
    }

    @Test
    void linesOfOneHeadMayEndDifferently() {
        assertThat(parse("SOURCE /m HTTP/1.0\nA: 1\r\nB: 2\nC: 3\r\r\n\r\n").headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "2", "c", "3"));
    }

    @Test
    void emptyLinesBeforeTheFirstAreLeftOut() {
        assertThat(parse("\r\n\n\r\n" + HEAD)).isEqualTo(parse(HEAD));
    }

    @Test
    void methodAndProtocolMayBeSmallLetters() {
        RequestHead head = parse("source /m ice/1.0\n\n");

        assertThat(head.method()).isEqualTo("SOURCE");
        assertThat(head.protocol()).isEqualTo("ICE/1.0");
    }

    @Test
    void lastOfSeveralValuesCounts() {
        assertThat(parse("GET / HTTP/1.0\nA: 1\na: 2\n\n").header("a")).contains("2");
    }

    @Test
    void lineThatIsNoHeaderIsLeftOut() {
        assertThat(parse("GET / HTTP/1.0\nno colon\n: no name\nbad name: x\na: 1\n\n")
                        .headers())
                .containsExactly(Map.entry("a", "1"));
    }

    @Test
    void valueCannotBeginALine() {
        assertThat(parse("GET / HTTP/1.0\nice-name: a\rb\u0001c\n\n").header("ice-name"))
                .contains("a b c");
    }

    @Test
    void valueThatIsNoUtf8IsLatin1() {
        assertThat(parse("GET / HTTP/1.0\nice-name: Jörg\n\n", StandardCharsets.ISO_8859_1)
                        .header("ice-name"))
                .contains("Jörg");
    }

    @Test
    void headOf16KibIsReadAndOneByteMoreIsNot() {
        String begin = "GET / HTTP/1.0\na: ";
        String longest = begin + "x".repeat(16 * 1024 - begin.length() - 2) + "\n\n";

        assertThat(parse(longest).header("a")).isPresent();
        assertThatThrownBy(() -> parse(longest.replace("a: ", "a: x")))
                .isInstanceOf(RefusedException.class)
                .satisfies(bad ->
                        assertThat(((RefusedException) bad).refusal().status()).isEqualTo(431));
    }

    @Test
    void sixtyFourHeadersAreReadAndSixtyFiveAreNot() {
        assertThat(parse("GET / HTTP/1.0\n" + "a: b\n".repeat(64) + "\n").headers())
                .hasSize(1);
        assertThatThrownBy(() -> parse("GET / HTTP/1.0\n" + "a: b\n".repeat(65) + "\n"))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "GET /",
                "GET / HTTP/1.0 x",
                "GET / RTSP/1.0",
                "GET / HTTP/1",
                "GET / HTTP/11.0",
                "GET x HTTP/1.0",
                "GET / HTTP/1.0\na: \0",
            })
    void requestIsNone(String head) {
        assertThatThrownBy(() -> parse(head + "\n\n"))
                .isInstanceOf(RefusedException.class)
                .satisfies(bad ->
                        assertThat(((RefusedException) bad).refusal().status()).isEqualTo(400));
    }

    @Test
    void whatFollowsTheHeadStaysWhereItIs() {
        ByteBuf bytes = Unpooled.copiedBuffer(HEAD + "sound", StandardCharsets.UTF_8);
        HeadBuffer buffer = new HeadBuffer();
        while (!buffer.isComplete()) {
            buffer.takeLine(bytes);
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("sound");
    }

    @Property
    void anyPortioningGivesTheSameHead(
            @ForAll("heads") String text,
            @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 40) Integer> lengths) {
        assertThat(read(text, lengths)).isEqualTo(read(text, List.of(Integer.MAX_VALUE)));
    }

    @Property
    void randomBytesAreAHeadOrABadRequestAndNothingElse(@ForAll @Size(max = 500) byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);

        read(text, List.of(7));
        read("GET /" + text + "\n\n", List.of(7));
        read("GET /" + text.replace(" ", "").replace("\n", "") + " HTTP/1.0\n" + text + "\n\n", List.of(7));
    }

    @Provide
    Arbitrary<String> heads() {
        Arbitrary<String> pieces = Arbitraries.of(
                "GET ",
                "/live",
                "%41",
                "%4",
                " HTTP/1.0",
                " ICE/1.0",
                "\r",
                "\n",
                "\r\n",
                "a: b",
                ":",
                " ",
                "\0",
                "é",
                "?x=%");
        return pieces.list().ofMaxSize(30).map(list -> String.join("", list));
    }

    /** The head, or what was wrong with it; empty if it is not complete. */
    private static Optional<Object> read(String text, List<Integer> lengths) {
        ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
        HeadBuffer buffer = new HeadBuffer();
        try {
            for (int i = 0; bytes.isReadable() && !buffer.isComplete(); i++) {
                int length = Math.min(lengths.get(i % lengths.size()), bytes.readableBytes());
                ByteBuf portion = bytes.readSlice(length);
                while (portion.isReadable() && !buffer.isComplete()) {
                    buffer.takeLine(portion);
                }
            }
            return buffer.isComplete() ? Optional.of(RequestHeadParser.parse(buffer.lines())) : Optional.empty();
        } catch (RefusedException bad) {
            return Optional.of(bad.refusal());
        }
    }

    private static RequestHead parse(String text) {
        return parse(text, StandardCharsets.UTF_8);
    }

    private static RequestHead parse(String text, Charset charset) {
        ByteBuf bytes = Unpooled.copiedBuffer(text, charset);
        HeadBuffer buffer = new HeadBuffer();
        while (bytes.isReadable() && !buffer.isComplete()) {
            buffer.takeLine(bytes);
        }
        assertThat(buffer.isComplete()).isTrue();
        return RequestHeadParser.parse(buffer.lines());
    }
}
