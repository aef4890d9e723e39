package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.icefloe.mount.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBodyTest {
    private final ChunkedBody body = new ChunkedBody();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    @Test
    void chunksAreJoined() {
        read("3\r\nabc\r\n00A;ext=\"1\"\r\n0123456789\r\n0\r\n\r\n");

        assertThat(data.toString(StandardCharsets.US_ASCII)).isEqualTo("abc0123456789");
        assertThat(body.isComplete()).isTrue();
    }

    @Test
    void bodyIsNotCompleteBeforeTheLastChunk() {
        read("3\r\nabc\r\n");

        assertThat(body.isComplete()).isFalse();
    }

    @Test
    void whatFollowsTheLastChunkIsOfNoInterest() {
        read("0\r\nTrailer: x\r\n\r\nGET /");

        assertThat(data.size()).isZero();
        assertThat(body.isComplete()).isTrue();
    }

    @Test
    void linesMayEndWithALineFeedAlone() {
        read("1\na\n0\n\n");

        assertThat(data.toString(StandardCharsets.US_ASCII)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "\r\n", "-1\r\n", "10000000\r\n", "0x1\r\n", "1\r\nab\r\n", " \r\n", "é\r\n"})
    void chunkIsNone(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(RefusedException.class);
    }

    @Test
    void sizeLineIsNotReadWithoutEnd() {
        assertThatThrownBy(() -> read("1;" + "x".repeat(300)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("256");
    }

    @Property
    void anyPortioningGivesTheSameBytes(
            @ForAll @Size(max = 20) List<@Size(min = 1, max = 300) byte[]> chunks,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 50) Integer> lengths) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] chunk : chunks) {
            sent.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            sent.writeBytes(chunk);
            sent.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            expected.writeBytes(chunk);
        }
        sent.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        ChunkedBody any = new ChunkedBody();
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        ByteBuf bytes = Unpooled.wrappedBuffer(sent.toByteArray());

        for (int i = 0; bytes.isReadable() && !any.isComplete(); i++) {
            int length = Math.min(lengths.get(i % lengths.size()), bytes.readableBytes());
            any.read(bytes.readSlice(length), portion -> keep(portion, got));
        }

        assertThat(any.isComplete()).isTrue();
        assertThat(got.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Property
    void randomBytesAreChunksOrABadRequest(@ForAll @Size(max = 500) byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        try {
            new ChunkedBody()
                    .read(buffer, portion -> assertThat(portion.remaining()).isPositive());
        } catch (RefusedException bad) {
            assertThat(bad.refusal().status()).isEqualTo(400);
        }
    }

    private void read(String bytes) {
        body.read(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1), portion -> keep(portion, data));
    }

    private static void keep(ByteBuffer portion, ByteArrayOutputStream to) {
        while (portion.hasRemaining()) {
            to.write(portion.get());
        }
    }
}
