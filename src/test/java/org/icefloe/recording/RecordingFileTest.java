package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFileTest {
    @TempDir
    Path home;

    private Studio disk;
    private RecordingFile file;

    @BeforeEach
    void create() throws IOException {
        disk = new Studio(home);
        file = RecordingFile.create(home.resolve("live.raw"), disk);
    }

    private static ByteBuffer frame() {
        return ByteBuffer.allocate(1000);
    }

    @Test
    void diskThatIsFullAtTheCloseLeavesWholeFrames() throws IOException {
        disk.room = 1500;
        file.append(frame());
        file.flush();
        file.append(frame());
        assertThatIOException().isThrownBy(file::close);
        assertThat(file.path()).hasSize(1000);
        assertThat(file.abandon()).isTrue();
        assertThat(file.path()).hasSize(1000);
    }

    @Test
    void frameThatWasCutByAFullDiskIsWrittenAgainWhole() throws IOException {
        disk.room = 1500;
        file.append(frame());
        file.flush();
        file.append(frame());
        assertThatIOException().isThrownBy(file::flush);
        disk.room = 1000;
        file.append(frame());
        file.close();
        assertThat(file.path()).hasSize(2000);
    }

    @Test
    void fileThatHoldsNoWholeFrameIsRemoved() throws IOException {
        disk.room = 500;
        file.append(frame());
        assertThatIOException().isThrownBy(file::close);
        assertThat(file.abandon()).isFalse();
        assertThat(disk.files()).isEmpty();
    }
}
