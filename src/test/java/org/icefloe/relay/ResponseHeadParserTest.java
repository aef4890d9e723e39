package org.icefloe.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadParserTest {
    private static final Upstream FROM = RelayStudio.upstream("http://a.example/live");

    private final ResponseHeadParser parser = new ResponseHeadParser(FROM);

    private Optional<ResponseHead> read(String text) {
        return parser.read(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    private ResponseHead head(String text) {
        return read(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.0 200 OK | 200 | OK",
                "HTTP/1.1 200 OK | 200 | OK",
                "HTTP/1.1 200 | 200 | ''",
                "HTTP/1.0 404 File Not Found | 404 | File Not Found",
                "ICY 200 OK | 200 | OK",
                "ICY 200 | 200 | ''",
                "icy 200 ok | 200 | ok",
                "http/1.0 200 OK | 200 | OK",
                "HTTP/1.0   200   OK | 200 | OK",
                "ICY 401 Service Unavailable | 401 | Service Unavailable",
            })
    void firstLineIsReadAsServersWriteIt(String line, int status, String reason) {
        ResponseHead head = head(line + "\r\n\r\n");
        assertThat(head.status()).isEqualTo(status);
        assertThat(head.reason()).isEqualTo(reason);
        assertThat(head.from()).isEqualTo(FROM);
    }

    @Test
    void headOfOldShoutcastIsRead() {
        ResponseHead head = head("ICY 200 OK\r\n"
                + "icy-notice1:<BR>This stream requires <a href=\"http://www.winamp.com/\">Winamp</a><BR>\r\n"
                + "icy-name:The Radio: live\r\nicy-genre:Jazz\r\nicy-pub:1\r\nicy-metaint:8192\r\nicy-br:128\r\n\r\n");

        assertThat(head.headers())
                .containsEntry("icy-name", "The Radio: live")
                .containsEntry("icy-metaint", "8192")
                .containsEntry("icy-br", "128");
        assertThat(head.header("content-type")).isEmpty();
    }

    @Test
    void linesMayEndWithoutACarriageReturn() {
        assertThat(head("ICY 200 OK\nicy-name: x\n\n").headers()).containsExactly(Map.entry("icy-name", "x"));
    }

    @Test
    void namesAreInLowerCaseAndTheLastValueCounts() {
        assertThat(head("HTTP/1.0 200 OK\r\nX-A: 1\r\nx-a:2\r\n\r\n").headers()).containsExactly(Map.entry("x-a", "2"));
    }

    @Test
    void lineThatBeginsWithABlankGoesOnWithTheLast() {
        assertThat(head("HTTP/1.0 200 OK\r\nicy-name: The\r\n\tRadio\r\n\r\n").header("icy-name"))
                .hasValueSatisfying(name -> assertThat(name).matches("The\\s+Radio"));
    }

    @Test
    void lineThatIsNoHeaderIsLeftOut() {
        assertThat(head("HTTP/1.0 200 OK\r\n on with nothing\r\nnonsense\r\n:x\r\nb: 1\r\n\r\n")
                        .headers())
                .containsExactly(Map.entry("b", "1"));
    }

    @Test
    void interimAnswersAreLeftOut() {
        ResponseHead head =
                head("HTTP/1.1 100 Continue\r\na: 1\r\n\r\nHTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\nb: 2\r\n\r\n");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).containsExactly(Map.entry("b", "2"));
    }

    @Test
    void bytesBehindTheHeadAreLeftForTheBody() {
        ByteBuffer bytes = ByteBuffer.wrap("ICY 200 OK\r\n\r\n\r\nsound".getBytes(ISO_8859_1));
        assertThat(parser.read(bytes)).isPresent();
        assertThat(ISO_8859_1.decode(bytes).toString()).isEqualTo("\r\nsound");
    }

    @Property
    void portionsMakeNoDifference(@ForAll byte[] anything) {
        String text = "HTTP/1.0 200 OK\r\nicy-name: a\r\nX: " + new String(anything, ISO_8859_1).replace("\n", "")
                + "\r\n\r\n";
        ResponseHeadParser bytewise = new ResponseHeadParser(FROM);
        Optional<ResponseHead> head = Optional.empty();
        for (byte octet : text.getBytes(ISO_8859_1)) {
            head = bytewise.read(ByteBuffer.wrap(new byte[] {octet}));
        }
        assertThat(head).isEqualTo(new ResponseHeadParser(FROM).read(ByteBuffer.wrap(text.getBytes(ISO_8859_1))));
        assertThat(head.orElseThrow().headers().values())
                .noneMatch(value -> value.chars().anyMatch(c -> c < ' '));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2 200 OK\n",
                "HTTP/1.1 20 OK\n",
                "HTTP/1.1 2000 OK\n",
                "HTTP/1.1 099 OK\n",
                "HTTP/1.1 200OK\n",
                "RTSP/1.0 200 OK\n",
                "SSH-2.0-OpenSSH\r\n",
                "\r\n",
                "<html>\n",
                "ICY\n",
            })
    void firstLineThatIsNoneIsRefused(String line) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageStartingWith("answered something that is no HTTP: \"");
    }

    @Test
    void soundWithoutAHeadIsRefusedBeforeItsLineEnds() {
        assertThatThrownBy(() -> read("\u00ff\u00fb\u0090d".repeat(16)))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageStartingWith("answered something that is no HTTP: \"")
                .message()
                .hasSizeLessThan(200);
    }

    @Test
    void shortGarbageIsNamedWhenNothingFollows() {
        assertThat(parser.garbage()).isEmpty();
        read("220 ftp");
        assertThat(parser.garbage()).contains("answered something that is no HTTP: \"220 ftp\"");
    }

    @Test
    void halfAFirstLineIsNoGarbage() {
        read("HTTP/1.0 20");
        assertThat(parser.garbage()).isEmpty();
    }

    @Test
    void headIsAsLargeAsItMayBe() {
        String start = "HTTP/1.0 200 OK\r\nx: ";
        assertThat(read(start + "y".repeat(16 * 1024 - start.length() - 4) + "\r\n\r\n"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0 200 OK\r\nx: ", "HTTP/1.0 200 ", "ICY 200 OK\nx:y\nz:"})
    void headThatIsLargerIsRefused(String start) {
        assertThatThrownBy(() -> read(start + "y".repeat(16 * 1024)))
                .isInstanceOf(NoAnswerException.class)
                .hasMessage("answered with a head of more than 16 KiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b\r\n", "a\n", " \n"})
    void headOfTooManyLinesIsRefused(String line) {
        assertThatThrownBy(() -> read("HTTP/1.0 200 OK\r\n" + line.repeat(100)))
                .isInstanceOf(NoAnswerException.class)
                .hasMessage("answered with a head of more than 100 lines");
    }

    @Test
    void interimAnswersWithoutEndAreRefused() {
        assertThatThrownBy(() -> read("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000)))
                .isInstanceOf(NoAnswerException.class);
    }

    @Test
    void wordsOfAStrangerAreOneShortLine() {
        ResponseHead head = head("HTTP/1.0 403 " + "no\u001b[31m ".repeat(50) + "\r\n\r\n");
        assertThat(head.words()).hasSizeLessThan(110).doesNotContain("\u001b");
    }
}
