package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.icefloe.config.BufferSize;
import org.icefloe.format.Frame;
import org.icefloe.format.Frame.Kind;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

class HeldHeadersTest {
    private final StreamBuffer buffer =
            new StreamBuffer(BufferSize.ofBytes(10_000), BufferSize.ofBytes(1_000), Ticker.system());
    private final HeldHeaders headers = new HeldHeaders();

    @Test
    void headersComeWithTheSoundBehindThem() {
        pass(Kind.LINK_START, "first ");
        pass(Kind.HEADER, "second ");
        assertThat(buffer.head()).isZero();
        pass(Kind.ENTRY, "sound");
        assertThat(stream()).isEqualTo("first second sound");
    }

    @Test
    void linkWithoutSoundIsLeftOut() {
        pass(Kind.LINK_START, "lost ");
        pass(Kind.HEADER, "lost too ");
        pass(Kind.LINK_START, "first ");
        pass(Kind.ENTRY, "sound");
        assertThat(stream()).isEqualTo("first sound");
    }

    @Test
    void soundPassesAtOnce() {
        pass(Kind.ENTRY, "one ");
        pass(Kind.CONTINUATION, "two");
        assertThat(stream()).isEqualTo("one two");
    }

    private void pass(Kind kind, String text) {
        headers.pass(new Frame(kind, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))), buffer);
    }

    /** All of it: what belongs before the entry, and what has come since. */
    private String stream() {
        StreamBuffer.Entry entry = buffer.join(1_000).orElseThrow();
        byte[] rest = entry.cursor().peek(1_000, buffer.head());
        return new String(entry.headers(), StandardCharsets.UTF_8) + new String(rest, StandardCharsets.UTF_8);
    }
}
