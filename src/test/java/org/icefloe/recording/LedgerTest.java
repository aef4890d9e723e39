package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final MountName MOUNT = new MountName("/jäzz live.mp3");

    @TempDir
    Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() {
        reopen();
    }

    /** As the next process does. */
    private void reopen() {
        ledger = new Ledgers(directory.resolve("ledgers"), Clock.systemUTC()).of(MOUNT);
    }

    @Test
    void whatIsCompleteIsListedInOrder() throws IOException {
        Path first = recorded("1.mp3");
        Path second = recorded("2 with a\ttab.mp3");
        reopen();
        assertThat(ledger.recorded())
                .extracting(recorded -> recorded.file().path())
                .containsExactly(first, second);
    }

    @Test
    void whatIsBeingRecordedIsNotListed() throws IOException {
        Path path = write("now.mp3");
        ledger.began(List.of(path));
        assertThat(ledger.recorded()).isEmpty();
        assertThat(ledger.openBytes()).isEqualTo(5);
    }

    @Test
    void recordingOfAKilledProcessIsCompleteAsItIsFound() throws IOException {
        Path path = Files.createFile(directory.resolve("cut.mp3"));
        ledger.began(List.of(path, directory.resolve("cut.cue")));
        write("cut.mp3");
        write("cut.cue");
        reopen();
        assertThat(ledger.recorded()).singleElement().satisfies(cut -> {
            assertThat(cut.size()).isEqualTo(10);
            assertThat(cut.file().isUntouched()).isTrue();
        });
    }

    @Test
    void fileInThePlaceOfAKilledProcessesRecordingIsForgotten() throws IOException {
        Path path = write("cut.mp3");
        ledger.began(List.of(path));
        Path edited = write("edited.mp3");
        Files.move(path, directory.resolve("kept.mp3"));
        Files.move(edited, path);
        reopen();
        assertThat(ledger.recorded()).isEmpty();
    }

    @Test
    void fileThatTookTheRecordingsPlaceMeanwhileIsNoRecording() throws IOException {
        Path path = write("live.mp3");
        ledger.began(List.of(path));
        Path other = write("other.mp3");
        Files.move(path, directory.resolve("kept.mp3"));
        Files.move(other, path);
        ledger.ended(path);
        assertThat(ledger.recorded()).isEmpty();
    }

    @Test
    void whatIsSettledStaysSettledWhenTheLedgerIsWrittenAnew() throws IOException {
        for (int i = 0; i < 200; i++) {
            Files.delete(recorded("again.mp3"));
        }
        Path cut = write("cut.mp3");
        ledger.began(List.of(cut));
        reopen();
        assertThat(ledger.recorded()).hasSize(2);
        Files.writeString(cut, "changed after that");
        reopen();
        assertThat(ledger.recorded().get(1).file().isUntouched()).isFalse();
    }

    @Test
    void recordingOfAKilledProcessThatIsGoneIsForgotten() throws IOException {
        ledger.began(List.of(directory.resolve("gone.mp3")));
        reopen();
        assertThat(ledger.recorded()).isEmpty();
    }

    @Test
    void whatIsForgottenIsNotListed() throws IOException {
        recorded("1.mp3");
        ledger.forget(ledger.recorded().get(0));
        reopen();
        assertThat(ledger.recorded()).isEmpty();
    }

    @Test
    void damagedLineSpoilsNoOther() throws IOException {
        Path first = recorded("1.mp3");
        Files.writeString(ledgerFile(), "1234 ended half a li", StandardOpenOption.APPEND);
        Path second = recorded("2.mp3");
        assertThat(ledger.recorded())
                .extracting(recorded -> recorded.file().path())
                .containsExactly(first, second);
    }

    @Test
    void halfALineNeverNamesAFile() {
        String line = line().text();
        for (int length = 0; length < line.length(); length++) {
            assertThat(LedgerLine.parse(line.substring(0, length))).isEmpty();
        }
        assertThat(LedgerLine.parse(line)).contains(line());
    }

    @Property
    void changedLineNamesNoFile(@ForAll @IntRange(max = 60) int at, @ForAll char character) {
        StringBuilder line = new StringBuilder(line().text());
        if (line.charAt(at) != character) {
            line.setCharAt(at, character);
            assertThat(LedgerLine.parse(line.toString())).isEmpty();
        }
    }

    private static LedgerLine line() {
        Recorded.Part part = new Recorded.Part(Path.of("/srv/archive/14 ü.mp3"), 1734, 57_600_000, 1_795_186_800_100L);
        Recorded recorded = new Recorded(java.time.Instant.EPOCH, List.of(part));
        return new LedgerLine(LedgerLine.Event.BEGAN, MOUNT, recorded);
    }

    @Test
    void ledgerDoesNotGrowWithoutEnd() throws IOException {
        for (int i = 0; i < 400; i++) {
            Files.delete(recorded("again.mp3"));
            if (i % 100 == 99) {
                ledger.recorded();
            }
        }
        assertThat(Files.readAllLines(ledgerFile())).hasSizeLessThan(10);
        assertThat(ledger.recorded()).hasSize(1);
    }

    @Test
    void mountIsKnownByItsLedger() throws IOException {
        recorded("1.mp3");
        assertThat(new Ledgers(directory.resolve("ledgers"), Clock.systemUTC()).mounts())
                .containsExactly(MOUNT);
        assertThat(ledgerFile().getFileName().toString()).startsWith("j_zz_live.mp3-");
    }

    @Test
    void noLedgersNoMounts() {
        assertThat(new Ledgers(directory.resolve("nowhere"), Clock.systemUTC()).mounts())
                .isEmpty();
    }

    private Path ledgerFile() throws IOException {
        try (var files = Files.list(directory.resolve("ledgers"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private Path recorded(String name) throws IOException {
        Path path = write(name);
        ledger.began(List.of(path));
        ledger.ended(path);
        return path;
    }

    private Path write(String name) throws IOException {
        return Files.writeString(directory.resolve(name), "sound");
    }
}
