package org.icefloe.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseBodyTest {
    private final StringBuilder content = new StringBuilder();

    private static ResponseBody body(int status, Map<String, String> headers) {
        return ResponseBody.of(new ResponseHead(status, "", headers, RelayStudio.upstream("http://a.example/")));
    }

    private void read(ResponseBody body, String bytes) {
        body.read(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)), part -> content.append(ISO_8859_1.decode(part)));
    }

    @Test
    void withoutALengthItEndsWithTheConnection() {
        ResponseBody body = body(200, Map.of());
        read(body, "any");
        assertThat(body.isComplete()).isFalse();
        assertThat(body.endsWithConnection()).isTrue();
    }

    @Test
    void ofALengthItEndsThere() {
        ResponseBody body = body(200, Map.of("content-length", "4"));
        read(body, "one");
        assertThat(body.isComplete()).isFalse();
        assertThat(body.endsWithConnection()).isFalse();
        read(body, "+two");
        assertThat(body.isComplete()).isTrue();
        assertThat(content).hasToString("one+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "x", "12x", "99999999999999999999"})
    void lengthThatIsNoneIsNone(String length) {
        assertThat(body(200, Map.of("content-length", length)).endsWithConnection())
                .isTrue();
    }

    @Test
    void chunksGoBeforeALength() {
        ResponseBody body = body(200, Map.of("transfer-encoding", "Chunked", "content-length", "2"));
        read(body, "5\r\nsound\r\n0\r\n");
        assertThat(content).hasToString("sound");
        assertThat(body.isComplete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"content-encoding, gzip", "content-encoding, br", "transfer-encoding, 'gzip, chunked'"})
    void otherEncodingsAreRefused(String header, String value) {
        assertThatThrownBy(() -> body(200, Map.of(header, value)))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("\"" + value + "\"");
    }

    @Test
    void encodingOfAnAnswerThatNobodyReadsIsNoMatter() {
        assertThat(body(404, Map.of("content-encoding", "gzip")).isComplete()).isFalse();
    }

    @Test
    void identityIsNoEncoding() {
        assertThat(body(200, Map.of("content-encoding", "identity", "transfer-encoding", "identity"))
                        .endsWithConnection())
                .isTrue();
    }
}
