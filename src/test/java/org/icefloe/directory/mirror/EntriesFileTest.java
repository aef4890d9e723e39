package org.icefloe.directory.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntriesFileTest {
    @TempDir
    Path directory;

    /** What is killed closes nothing. */
    @Test
    void onlyItsOwnFilesOfALastLifeAreTakenAway() throws IOException {
        Path last = new EntriesFile(directory, new MirrorFixture().catalog, () -> 0)
                .current()
                .file();
        Path other = Files.createFile(directory.resolve("entries-of-mine.gz"));

        new EntriesFile(directory, new MirrorFixture().catalog, () -> 0);
        assertThat(last).doesNotExist();
        assertThat(other).exists();
        new EntriesFile(directory.resolve("none"), new MirrorFixture().catalog, () -> 0);
        assertThat(directory.resolve("none")).doesNotExist();
    }
}
