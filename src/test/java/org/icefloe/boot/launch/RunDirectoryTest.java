package org.icefloe.boot.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path home;

    @Test
    void newHomeIsForItsOwnersEyesAlone() throws IOException {
        Path fresh = home.resolve("fresh");
        RunDirectory.open(fresh).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
    }

    @Test
    void warIsUnpackedWithItsDirectories() throws IOException {
        try (RunDirectory run = RunDirectory.open(home)) {
            Path unpacked = run.unpack(war("WEB-INF/web.xml", "WEB-INF/lib/a.jar"));
            assertThat(unpacked.resolve("WEB-INF/web.xml")).hasContent("WEB-INF/web.xml");
            assertThat(unpacked.resolve("WEB-INF/lib/a.jar")).exists();
        }
    }

    @Test
    void sameWarIsUnpackedOnce() throws IOException {
        Path war = war("WEB-INF/web.xml");
        try (RunDirectory run = RunDirectory.open(home)) {
            Path unpacked = run.unpack(war);
            Path mark = Files.createFile(unpacked.resolve("mark"));
            assertThat(run.unpack(war)).isEqualTo(unpacked);
            assertThat(mark).exists();
        }
    }

    @Test
    void anotherWarTakesThePlaceOfTheFirst() throws IOException {
        try (RunDirectory run = RunDirectory.open(home)) {
            Path first = run.unpack(war("WEB-INF/web.xml"));
            Path second = run.unpack(war("WEB-INF/web.xml", "WEB-INF/lib/b.jar"));
            assertThat(first).doesNotExist();
            assertThat(second.resolve("WEB-INF/lib/b.jar")).exists();
        }
    }

    @Test
    void interruptedUnpackingIsClearedAway() throws IOException {
        Path partial = Files.createDirectories(home.resolve("run/unpacking42/WEB-INF/lib"));
        try (RunDirectory run = RunDirectory.open(home)) {
            run.unpack(war("WEB-INF/web.xml"));
            assertThat(partial.getParent().getParent()).doesNotExist();
        }
    }

    @Test
    void classPathHasTheContainerAndTheLogAndNoOtherLibrary() throws IOException {
        try (RunDirectory run = RunDirectory.open(home)) {
            Path unpacked = run.unpack(war(
                    "WEB-INF/lib-provided/jetty-server-12.jar",
                    "WEB-INF/lib/slf4j-api-2.jar",
                    "WEB-INF/lib/logback-core-1.jar",
                    "WEB-INF/lib/h2-2.jar"));
            assertThat(RunDirectory.classPath(unpacked))
                    .extracting(URL::getPath)
                    .extracting(path ->
                            unpacked.toUri().relativize(Path.of(path).toUri()).getPath())
                    .containsExactlyInAnyOrder(
                            "",
                            "WEB-INF/lib-provided/jetty-server-12.jar",
                            "WEB-INF/lib/slf4j-api-2.jar",
                            "WEB-INF/lib/logback-core-1.jar");
        }
    }

    @Test
    void homeThatIsAFileIsNamed() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> RunDirectory.open(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("--home DIR");
    }

    @Test
    void lockIsHeldUntilClosed() throws IOException {
        try (RunDirectory first = RunDirectory.open(home)) {
            assertThat(first.temporary()).isDirectory();
            // Within one process the system says it so; another process is turned away with a sentence, see LauncherIT.
            assertThatExceptionOfType(OverlappingFileLockException.class).isThrownBy(() -> RunDirectory.open(home));
        }
        RunDirectory.open(home).close();
    }

    private Path war(String... entries) throws IOException {
        Path war = home.resolve("test-" + List.of(entries).hashCode() + ".war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes());
            }
        }
        return war;
    }
}
