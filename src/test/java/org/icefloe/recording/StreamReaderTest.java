package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.format.ContentType;
import org.icefloe.mount.Mount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamReaderTest {
    @TempDir
    Path home;

    private Studio.OnAir source;
    private StreamReader reader;

    @BeforeEach
    void join() {
        source = new Studio(home).source(new ContentType("audio/x-unknown"));
        source.send(new byte[1000]);
        reader = StreamReader.join(source.mount(), Long.MAX_VALUE).orElseThrow();
    }

    private List<Long> read() {
        Mount mount = source.mount();
        List<Long> positions = new ArrayList<>();
        reader.read(mount.buffer().head(), (frame, position) -> positions.add(position));
        return positions;
    }

    @Test
    void framesComeWithTheirPlacesAndOnlyOnce() {
        assertThat(read()).containsExactly(0L);
        source.send(new byte[500]);
        assertThat(read()).containsExactly(1000L);
        assertThat(read()).isEmpty();
        assertThat(reader.hasFallenBehind()).isFalse();
    }

    /** The source finds it behind, it catches up, and only then the source has it let go. */
    @Test
    void readerThatIsLetGoAfterItHasCaughtUpHasFallenBehindAllTheSame() {
        read();
        reader.letGo();
        source.send(new byte[500]);
        assertThat(read()).isEmpty();
        assertThat(reader.hasFallenBehind()).isTrue();
    }
}
