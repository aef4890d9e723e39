package org.icefloe.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final ResponseHead OK = new ResponseHead("HTTP/1.0 200 OK", Map.of());
    private static final String BLOCK = "\2StreamTitle='a title of two';\0\0\0";

    @Test
    void metadataIsTakenOutAndItsPlaceKept() {
        Recording recording = Recorder.separate(OK, bytes("abcd\0efgh" + BLOCK + "ij"), 4);
        assertThat(recording.audio()).asString().isEqualTo("abcdefghij");
        assertThat(recording.titles()).containsExactly(new Recording.Title(8, "StreamTitle='a title of two';"));
    }

    @Test
    void aBlockThatIsBrokenOffEndsTheRecording() {
        Recording recording = Recorder.separate(OK, bytes("abcd" + BLOCK.substring(0, 9)), 4);
        assertThat(recording.audio()).asString().isEqualTo("abcd");
    }

    @Test
    void chunksAreJoinedAndTheLastMayBeBroken() {
        assertThat(Chunks.join(bytes("3\r\nabc\r\na;x=y\r\nde"))).asString().isEqualTo("abcde");
        assertThat(Chunks.join(bytes("3\r\nabc\r\n0\r\n\r\n"))).asString().isEqualTo("abc");
        assertThat(Chunks.join(bytes("3\r\nabc\r\n1"))).asString().isEqualTo("abc");
    }

    @Test
    void aHeadWithoutAReasonPhraseHasAStatusAllTheSame() {
        ResponseHead head = ResponseHead.parse("HTTP/1.1 401 \r\nA-Name:value\r\n\r\n");
        assertThat(head.status()).isEqualTo(401);
        assertThat(head.reason()).isEmpty();
        assertThat(head.header("a-name")).contains("value");
        assertThat(ResponseHead.parse("OK2").status()).isZero();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
