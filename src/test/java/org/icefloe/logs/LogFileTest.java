package org.icefloe.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.icefloe.config.LogKeep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path directory;

    private final MovedClock clock = new MovedClock();
    private final SmallDisk disk = new SmallDisk();
    private Path path;
    private LogFile file;

    @BeforeEach
    void open() {
        path = directory.resolve("log/access.log");
        file = file(0, Duration.ZERO, LogKeep.ALL);
    }

    @AfterEach
    void close() {
        file.close();
    }

    private LogFile file(long maxSize, Duration maxAge, LogKeep keep) {
        return new LogFile(disk, clock, new LogRule(path, maxSize, maxAge, keep));
    }

    private static Deque<byte[]> lines(String... lines) {
        Deque<byte[]> bytes = new ArrayDeque<>();
        Arrays.stream(lines).forEach(line -> bytes.add((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    private void append(String... lines) throws IOException {
        Deque<byte[]> all = lines(lines);
        file.append(all);
        assertThat(all).isEmpty();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.map(found -> found.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> content(String name) throws IOException {
        return Files.readAllLines(path.resolveSibling(name));
    }

    @Test
    void linesAreAddedToWhatIsThere() throws IOException {
        append("one", "two");
        file.close();
        file = file(0, Duration.ZERO, LogKeep.ALL);
        append("three");

        assertThat(content("access.log")).containsExactly("one", "two", "three");
    }

    @Test
    void halfALineOfAKilledServerIsEnded() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "one\nhal");
        append("two");

        assertThat(content("access.log")).containsExactly("one", "hal", "two");
    }

    @Test
    void fullFileIsNamedForTheMomentAndAnotherBegins() throws IOException {
        file = file(10, Duration.ZERO, LogKeep.ALL);
        append("12345", "123");
        append("next");

        assertThat(names()).containsExactly("access.log", "access.log.20261120_145127");
        assertThat(content("access.log.20261120_145127")).containsExactly("12345", "123");
        assertThat(content("access.log")).containsExactly("next");
    }

    @Test
    void manyRotationsInOneSecondLoseAndSplitNothing() throws IOException {
        file = file(100, Duration.ZERO, LogKeep.ALL);
        String[] all = IntStream.range(0, 500).mapToObj(n -> "line number " + n).toArray(String[]::new);
        append(all);

        List<String> found = names().stream()
                .flatMap(name -> {
                    try {
                        return content(name).stream();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        assertThat(names()).hasSizeGreaterThan(60).contains("access.log.20261120_145127-2");
        assertThat(found).containsExactlyInAnyOrder(all);
    }

    @Test
    void lineThatIsLongerThanAFileMayBeGetsOneOfItsOwn() throws IOException {
        file = file(10, Duration.ZERO, LogKeep.ALL);
        append("a", "b".repeat(50), "c");

        assertThat(content("access.log.20261120_145127")).containsExactly("a");
        assertThat(content("access.log.20261120_145127-2")).containsExactly("b".repeat(50));
        assertThat(content("access.log")).containsExactly("c");
    }

    @Test
    void anotherFileBeginsWithTheDay() throws IOException {
        file = file(0, Duration.ofDays(1), LogKeep.ALL);
        append("afternoon");
        clock.move(Duration.ofHours(9));
        append("evening");
        clock.move(Duration.ofMinutes(9));
        append("night");

        assertThat(content("access.log.20261121_000027")).containsExactly("afternoon", "evening");
        assertThat(content("access.log")).containsExactly("night");
    }

    @Test
    void aRestartOnTheNextDayBeginsAnotherFileToo() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "yesterday\n");
        Files.setLastModifiedTime(path, FileTime.from(clock.instant().minus(Duration.ofHours(15))));
        file = file(0, Duration.ofDays(1), LogKeep.ALL);
        append("today");

        assertThat(content("access.log.20261120_145127")).containsExactly("yesterday");
        assertThat(content("access.log")).containsExactly("today");
    }

    @Test
    void emptyFileIsNotRotated() throws IOException {
        file = file(0, Duration.ofHours(1), LogKeep.ALL);
        append("x");
        Files.write(path, new byte[0]);
        clock.move(Duration.ofHours(3));
        append("y");

        assertThat(names()).containsExactly("access.log");
        assertThat(content("access.log")).containsExactly("y");
    }

    @Test
    void soManyFullFilesStay() throws IOException {
        file = file(2, Duration.ZERO, new LogKeep(Optional.of(2), Optional.empty()));
        for (String line : List.of("a", "b", "c", "d", "e")) {
            append(line);
            clock.move(Duration.ofSeconds(1));
        }

        assertThat(names()).containsExactly("access.log", "access.log.20261120_145130", "access.log.20261120_145131");
        assertThat(content("access.log.20261120_145131")).containsExactly("d");
    }

    @Test
    void oldFilesGoAndNothingElseDoes() throws IOException {
        file = file(2, Duration.ZERO, new LogKeep(Optional.empty(), Optional.of(Duration.ofDays(30))));
        append("a", "b");
        for (String name : List.of("access.log.old", "access.log.20001399_999999", "error.log.20000101_000000")) {
            Files.writeString(path.resolveSibling(name), "not ours\n");
        }
        clock.move(Duration.ofDays(30));
        file.clear();
        assertThat(names()).contains("access.log.20261120_145127");
        clock.move(Duration.ofSeconds(1));
        file.clear();

        assertThat(names())
                .containsExactly(
                        "access.log", "access.log.20001399_999999", "access.log.old", "error.log.20000101_000000");
    }

    @Test
    void fileThatWasMovedAwayIsBegunAnew() throws IOException {
        append("before");
        Files.move(path, path.resolveSibling("access.log.1"));
        append("after");

        assertThat(content("access.log.1")).containsExactly("before");
        assertThat(content("access.log")).containsExactly("after");
    }

    @Test
    void fileThatWasReplacedOrEmptiedIsWrittenTo() throws IOException {
        append("before");
        Files.move(path, path.resolveSibling("access.log.1"));
        Files.createFile(path);
        append("after");
        assertThat(content("access.log")).containsExactly("after");

        Files.write(path, new byte[0]);
        append("again");
        assertThat(content("access.log")).containsExactly("again");
    }

    @Test
    void fullDiskLeavesNoHalfLineAndNothingIsWrittenTwice() throws IOException {
        disk.room.set(20);
        Deque<byte[]> all = lines("first line", "second line", "third line");

        assertThatThrownBy(() -> file.append(all)).hasMessage("No space left on device");
        assertThat(Files.readString(path)).matches("(?:first line\n)?(?:second line\n)?");
        disk.room.set(Long.MAX_VALUE);
        file.append(all);

        assertThat(content("access.log")).containsExactly("first line", "second line", "third line");
    }

    @Test
    void directoryInTheWayIsAFaultAndGoesAway() throws IOException {
        Files.createDirectories(path);
        Deque<byte[]> all = lines("one");
        assertThatThrownBy(() -> file.append(all)).isInstanceOf(IOException.class);
        Files.delete(path);
        file.append(all);

        assertThat(content("access.log")).containsExactly("one");
    }

    @Test
    void anotherPathTakesTheNextLine() throws IOException {
        append("here");
        file.follow(new LogRule(directory.resolve("other.log"), 0, Duration.ZERO, LogKeep.ALL));
        append("there");

        assertThat(content("access.log")).containsExactly("here");
        assertThat(Files.readAllLines(directory.resolve("other.log"))).containsExactly("there");
    }
}
