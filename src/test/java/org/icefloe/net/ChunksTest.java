package org.icefloe.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
    private final Chunks chunks = new Chunks();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    private ByteBuffer read(String text) {
        return read(text.getBytes(ISO_8859_1));
    }

    private ByteBuffer read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        chunks.read(buffer, part -> {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            content.writeBytes(copy);
        });
        return buffer;
    }

    @Test
    void whatFollowsTheLastChunkIsLeftAlone() {
        ByteBuffer rest = read("3\r\none\r\n4\r\n two\r\n0\r\n\r\nmore");
        assertThat(content.toString(ISO_8859_1)).isEqualTo("one two");
        assertThat(chunks.isComplete()).isTrue();
        assertThat(ISO_8859_1.decode(rest).toString()).isEqualTo("\r\nmore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "05", "0000005", "5;x=y", "5 ; x=\"y\"", " 5 "})
    void sizesAreReadAsTheyAreWritten(String size) {
        read(size + "\r\nsound\r\n");
        assertThat(content.toString(ISO_8859_1)).isEqualTo("sound");
        assertThat(chunks.isComplete()).isFalse();
    }

    @Test
    void sizeIsHexadecimalInAnyCase() {
        read("1a\r\n" + "x".repeat(26) + "\r\n1A\r\n" + "x".repeat(26) + "\r\n");
        assertThat(content.size()).isEqualTo(52);
    }

    @Test
    void linesMayEndWithoutACarriageReturn() {
        read("5\nsound\n0\n");
        assertThat(content.toString(ISO_8859_1)).isEqualTo("sound");
        assertThat(chunks.isComplete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'x\r\n' | does not begin with its size",
                "'\r\n' | does not begin with its size",
                "'-1\r\n' | does not begin with its size",
                "'0x5\r\n' | does not begin with its size",
                "'fffffffff\r\n' | does not begin with its size",
                "'3\r\nlong\r\n' | longer than its size line says",
            })
    void whatIsNoChunkIsRefused(String bytes, String words) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(BadChunkException.class)
                .hasMessageContaining(words);
    }

    @Test
    void sizeLineWithoutEndIsRefused() {
        assertThatThrownBy(() -> read("5;" + "x".repeat(10_000)))
                .isInstanceOf(BadChunkException.class)
                .hasMessageContaining("256");
    }

    @Property(tries = 200)
    void anyChunksInAnyPortions(
            @ForAll @Size(max = 8) List<byte[]> parts,
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 50) Integer> lengths) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream meant = new ByteArrayOutputStream();
        parts.stream().filter(part -> part.length > 0).forEach(part -> {
            sent.writeBytes((Integer.toHexString(part.length) + "\r\n").getBytes(ISO_8859_1));
            sent.writeBytes(part);
            sent.writeBytes("\r\n".getBytes(ISO_8859_1));
            meant.writeBytes(part);
        });
        sent.writeBytes("0\r\n".getBytes(ISO_8859_1));
        byte[] all = sent.toByteArray();
        ChunksTest fresh = new ChunksTest();
        int at = 0;
        for (int turn = 0; at < all.length; turn++) {
            int length = Math.min(lengths.get(turn % lengths.size()), all.length - at);
            fresh.read(Arrays.copyOfRange(all, at, at + length));
            at += length;
        }
        assertThat(fresh.content.toByteArray()).isEqualTo(meant.toByteArray());
        assertThat(fresh.chunks.isComplete()).isTrue();
    }
}
