package org.icefloe.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icefloe.config.LogKeep;

/**
 * The files that a log has filled. Each is named for when that was, as with Icecast's {@code logarchive}:
 *
 * <pre>
 *   access.log                      is written to
 *   access.log.20261120_145127      was full then, in the machine's time
 *   access.log.20261120_145127-2    and so was this one, in the same second
 * </pre>
 *
 * Only files of this very form are ever deleted.
 */
final class FullFiles {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");

    private FullFiles() {}

    private record Full(Path file, LocalDateTime at, int number) {}

    /** A name for a file that is full now, which no other file has. */
    static Path nameFor(Path file, LocalDateTime now) {
        Path name = file.resolveSibling(file.getFileName() + "." + STAMP.format(now));
        for (int number = 2; Files.exists(name); number++) {
            name = file.resolveSibling(file.getFileName() + "." + STAMP.format(now) + "-" + number);
        }
        return name;
    }

    /**
     * Deletes those that need not stay.
     *
     * @throws IOException if one cannot be deleted; the others are
     */
    static void clear(Path file, LogKeep keep, LocalDateTime now) throws IOException {
        List<Full> newestFirst = of(file);
        int most = keep.files().orElse(Integer.MAX_VALUE);
        IOException fault = null;
        for (int at = 0; at < newestFirst.size(); at++) {
            Full full = newestFirst.get(at);
            boolean old =
                    keep.age().filter(age -> full.at().isBefore(now.minus(age))).isPresent();
            if (at >= most || old) {
                try {
                    Files.deleteIfExists(full.file());
                } catch (IOException notDeleted) {
                    fault = notDeleted;
                }
            }
        }
        if (fault != null) {
            throw fault;
        }
    }

    private static List<Full> of(Path file) throws IOException {
        Pattern form =
                Pattern.compile(Pattern.quote(file.getFileName().toString()) + "\\.(\\d{8}_\\d{6})(?:-(\\d{1,6}))?");
        try (Stream<Path> siblings = Files.list(file.getParent())) {
            return siblings.flatMap(sibling -> read(sibling, form))
                    .sorted(Comparator.comparing(Full::at)
                            .thenComparing(Full::number)
                            .reversed())
                    .toList();
        }
    }

    private static Stream<Full> read(Path sibling, Pattern form) {
        Matcher name = form.matcher(sibling.getFileName().toString());
        if (!name.matches() || !Files.isRegularFile(sibling)) {
            return Stream.empty();
        }
        try {
            int number = name.group(2) == null ? 1 : Integer.parseInt(name.group(2));
            return Stream.of(new Full(sibling, LocalDateTime.parse(name.group(1), STAMP), number));
        } catch (DateTimeException noDate) {
            return Stream.empty();
        }
    }
}
