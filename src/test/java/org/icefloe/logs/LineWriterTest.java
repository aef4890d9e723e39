package org.icefloe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.icefloe.config.LogKeep;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LineWriterTest {
    private static final int MOST = 100;

    @TempDir
    Path directory;

    private final MovedClock clock = new MovedClock();
    private final SmallDisk disk = new SmallDisk();
    private final LineWriter<String> writer =
            new LineWriter<>("access log", MOST, text -> (text + "\n").getBytes(StandardCharsets.UTF_8), disk, clock);
    private Path path;

    @BeforeEach
    void open() {
        path = directory.resolve("access.log");
        writer.follow(Optional.of(new LogRule(path, 0, Duration.ZERO, LogKeep.ALL)));
    }

    private List<String> content() throws IOException {
        return Files.readAllLines(path);
    }

    private void add(int from, int to) {
        IntStream.range(from, to).forEach(number -> writer.add("line " + number));
    }

    @Test
    void linesAreWrittenInTheirOrder() throws IOException {
        add(0, 3);
        writer.write();
        add(3, 5);
        writer.write();

        assertThat(content()).containsExactly("line 0", "line 1", "line 2", "line 3", "line 4");
    }

    @Test
    void linesThatAreTooManyAreLostAndCounted() throws IOException {
        writer.write();
        add(0, MOST + 17);
        try (Log log = new Log(LineWriter.class)) {
            clock.move(Duration.ofMinutes(1));
            writer.write();

            assertThat(log.warnings())
                    .containsExactly("17 lines of the access log were lost: more came at once than could be written");
        }
        assertThat(content()).hasSize(MOST).endsWith("line 99");
        add(0, 1);
        writer.write();
        assertThat(content()).hasSize(MOST + 1);
    }

    @Test
    void fullDiskIsToldOnceAndLinesWaitForRoom() throws IOException {
        try (Log log = new Log(LineWriter.class)) {
            disk.room.set(0);
            add(0, 5);
            writer.write();
            writer.write();
            add(5, 10);
            clock.move(Duration.ofHours(1));
            writer.write();

            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("The access log cannot be written to " + path + ": No space left on device. ")
                    .contains("Its lines wait, up to 100 of them");

            disk.room.set(Long.MAX_VALUE);
            writer.write();
            assertThat(log.warnings())
                    .hasSize(2)
                    .endsWith("The access log is written to " + path + " again; 0 of its lines were lost");
        }
        assertThat(content()).hasSize(10).startsWith("line 0").endsWith("line 9");
    }

    @Test
    void anotherFileThatCannotBeWrittenIsToldOfToo() {
        Path other = directory.resolve("other.log");
        try (Log log = new Log(LineWriter.class)) {
            disk.room.set(0);
            add(0, 1);
            writer.write();
            writer.follow(Optional.of(new LogRule(other, 0, Duration.ZERO, LogKeep.ALL)));
            writer.write();

            assertThat(log.warnings()).hasSize(2).last().asString().contains(other.toString());
        }
    }

    @Test
    void whatNeverFoundRoomIsCounted() throws IOException {
        try (Log log = new Log(LineWriter.class)) {
            disk.room.set(0);
            writer.write();
            add(0, 1);
            writer.write();
            add(1, MOST + 8);
            disk.room.set(Long.MAX_VALUE);
            writer.write();

            assertThat(log.warnings()).last().asString().endsWith("again; 7 of its lines were lost");
        }
        assertThat(content()).hasSize(MOST + 1);
    }

    @Test
    void whileItIsOffNothingIsKept() throws IOException {
        writer.follow(Optional.empty());
        add(0, 5);
        writer.write();
        writer.follow(Optional.of(new LogRule(path, 0, Duration.ZERO, LogKeep.ALL)));
        add(5, 6);
        writer.write();

        assertThat(content()).containsExactly("line 5");
    }

    @Test
    void closingWritesWhatWaitsAndNoMore() throws IOException {
        add(0, 2);
        writer.close();
        add(2, 3);
        writer.close();

        assertThat(content()).containsExactly("line 0", "line 1");
    }

    @Test
    @Timeout(60)
    void linesThatComeWhileOthersAreWrittenHaveTheirTurnLater() throws IOException {
        List<LineWriter<String>> self = new ArrayList<>();
        LineWriter<String> endless = new LineWriter<>(
                "access log",
                MOST,
                text -> {
                    self.get(0).add(text);
                    return (text + "\n").getBytes(StandardCharsets.UTF_8);
                },
                disk,
                clock);
        self.add(endless);
        endless.follow(Optional.of(new LogRule(path, 0, Duration.ZERO, LogKeep.ALL)));
        endless.add("one");

        endless.write();
        int once = content().size();
        endless.write();

        assertThat(once).isBetween(1, 2_000);
        assertThat(content()).hasSize(2 * once);
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        LineWriter<String> wide = new LineWriter<>(
                "access log", 100_000, text -> (text + "\n").getBytes(StandardCharsets.UTF_8), disk, clock);
        wide.follow(Optional.of(new LogRule(path, 20_000, Duration.ZERO, LogKeep.ALL)));
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(name ->
                        new Thread(() -> IntStream.range(0, 5_000).forEach(number -> wide.add(name + " " + number))))
                .toList();
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            wide.write();
        }
        wide.close();

        try (var files = Files.list(directory)) {
            List<String> all = files.flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream();
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
            assertThat(all).hasSize(20_000).doesNotHaveDuplicates();
        }
    }
}
