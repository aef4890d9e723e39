package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
    private static final MountSettings TEN_DAYS =
            MountSettings.DEFAULT.with(MountSetting.DUMP_KEEP, Duration.ofDays(10));
    private static final MountSettings A_HUNDRED_BYTES =
            MountSettings.DEFAULT.with(MountSetting.DUMP_KEEP_SIZE, Optional.of(100L));

    @TempDir
    Path directory;

    private Instant now = NOW.minus(Duration.ofDays(20));
    private Ledger ledger;
    private Retention retention;

    /** Reads the field at every question. */
    private final class MovedClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }
    }

    @BeforeEach
    void open() {
        ledger = new Ledgers(directory.resolve("ledgers"), new MovedClock()).of(new MountName("/live"));
        retention = new Retention(new MovedClock());
    }

    @Test
    void oldRecordingGoesWithItsTrackList() throws IOException {
        recorded("old", 40);
        now = NOW;
        recorded("new", 40);
        retention.apply(ledger, TEN_DAYS);
        assertThat(files()).containsExactly("new.cue", "new.mp3");
        assertThat(ledger.recorded()).hasSize(1);
    }

    @Test
    void oldestGoFirstWhenThereIsTooMuch() throws IOException {
        recorded("1", 40);
        recorded("2", 40);
        recorded("3", 40);
        retention.apply(ledger, A_HUNDRED_BYTES);
        assertThat(files()).containsExactly("2.cue", "2.mp3", "3.cue", "3.mp3");
    }

    @Test
    void whatIsBeingRecordedCountsAndStays() throws IOException {
        recorded("1", 40);
        Path open = write("2.mp3", 90);
        ledger.began(List.of(open));
        retention.apply(ledger, A_HUNDRED_BYTES);
        assertThat(files()).containsExactly("2.mp3");
    }

    @Test
    void withoutALimitEverythingStays() throws IOException {
        recorded("1", 4000);
        now = NOW.plus(Duration.ofDays(20_000));
        retention.apply(ledger, MountSettings.DEFAULT);
        assertThat(files()).containsExactly("1.cue", "1.mp3");
    }

    @Test
    void whatWasNotRecordedHereStays() throws IOException {
        recorded("1", 40);
        write("0.mp3", 40);
        write("2.mp3", 40);
        now = NOW;
        retention.apply(ledger, TEN_DAYS);
        assertThat(files()).containsExactly("0.mp3", "2.mp3");
    }

    @Test
    void changedRecordingStaysWithItsTrackListAndIsForgotten() throws IOException {
        Path cut = recorded("cut", 40);
        Files.writeString(cut, "an editor was here");
        now = NOW;
        retention.apply(ledger, TEN_DAYS);
        assertThat(files()).containsExactly("cut.cue", "cut.mp3");
        assertThat(ledger.recorded()).isEmpty();
    }

    @Test
    void replacedRecordingOfTheSameSizeStays() throws IOException {
        Path file = recorded("1", 40);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        now = NOW;
        retention.apply(ledger, TEN_DAYS);
        assertThat(files()).contains("1.mp3");
    }

    @Test
    void linkInThePlaceOfARecordingStaysAndSoDoesWhatItLeadsTo() throws IOException {
        Path file = recorded("1", 40);
        Path moved = Files.move(file, directory.resolve("kept.mp3"));
        Files.createSymbolicLink(file, moved);
        now = NOW;
        retention.apply(ledger, TEN_DAYS);
        assertThat(files()).contains("1.mp3", "kept.mp3");
    }

    @Test
    void movedRecordingIsForgottenAndItsTrackListCleared() throws IOException {
        Path file = recorded("1", 40);
        Files.move(file, directory.resolve("kept.mp3"));
        now = NOW;
        retention.apply(ledger, TEN_DAYS);
        assertThat(files()).containsExactly("kept.mp3");
        assertThat(ledger.recorded()).isEmpty();
    }

    @Test
    void changedTrackListStays() throws IOException {
        recorded("1", 40);
        write("1.cue", 99);
        now = NOW;
        retention.apply(ledger, TEN_DAYS);
        assertThat(files()).containsExactly("1.cue");
    }

    private List<String> files() throws IOException {
        List<String> names = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, "*.*")) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        names.sort(null);
        return names;
    }

    private Path recorded(String name, int size) throws IOException {
        Path file = write(name + ".mp3", size);
        List<Path> paths = List.of(file, write(name + ".cue", 5));
        ledger.began(paths);
        ledger.ended(file);
        return file;
    }

    private Path write(String name, int size) throws IOException {
        return Files.write(directory.resolve(name), new byte[size]);
    }
}
