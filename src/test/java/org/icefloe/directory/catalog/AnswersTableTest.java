package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the table of answers in docs/directories.md and what the code can say together. */
class AnswersTableTest {
    private static final Path CODE = Path.of("src/main/java/org/icefloe/directory/catalog");

    /** A sentence in a refusal or in an answer. */
    private static final Pattern SAID = Pattern.compile(
            "(?:ListingRefusedException\\(|YpReply[.\\w]*\\((?:true, |false, )?|sentence =)" + "\\s*\"([A-Z][^\"]+)\"");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z][^`]+ [^`]+)` \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void everyAnswerHasARowAndEveryRowIsAnAnswer() throws IOException {
        StringBuilder code = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(CODE, "*.java")) {
            for (Path file : files) {
                code.append(Files.readString(file));
            }
        }
        List<String> said = found(SAID, code);

        assertThat(found(ROW, Files.readString(Path.of("docs/directories.md"))))
                .containsExactlyInAnyOrderElementsOf(said)
                .hasSizeGreaterThan(10);
    }

    private static List<String> found(Pattern pattern, CharSequence text) {
        return pattern.matcher(text).results().map(one -> one.group(1)).toList();
    }
}
