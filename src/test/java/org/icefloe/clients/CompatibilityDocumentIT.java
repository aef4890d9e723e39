package org.icefloe.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.icefloe.testkit.IcefloeCatalog;
import org.icefloe.testkit.clients.ServerCatalog.Container;
import org.junit.jupiter.api.Test;

/** The table in the documentation is that of a whole run: {@code target/compatibility.md}, copied. */
class CompatibilityDocumentIT {
    private static final Path DOCUMENT = Path.of("docs", "compatibility.md");

    private final List<Container> containers = new IcefloeCatalog().containers();

    @Test
    void sourcesWereTriedAtEveryDoorOfTheVersionsAtHand() throws IOException {
        List<String> doors = new ArrayList<>(List.of("java -jar, stream port"));
        containers.forEach(container -> doors.add(container.name() + ", servlet door"));
        assertThat(columns("Source clients")).containsExactlyInAnyOrderElementsOf(doors);
    }

    @Test
    void listenersWereTriedOnTheStreamPort() throws IOException {
        assertThat(columns("Listeners")).contains("java -jar, stream port");
    }

    @Test
    void nothingFailed() throws IOException {
        assertThat(DOCUMENT).content().doesNotContain("failed:");
    }

    /** The heads of the columns behind the first, in the table under that heading. */
    private static List<String> columns(String heading) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        int at = lines.indexOf("## " + heading);
        assertThat(at).as("the heading " + heading + " in " + DOCUMENT).isNotNegative();
        String head = lines.subList(at, lines.size()).stream()
                .filter(line -> line.startsWith("| client |"))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(head.split("\\|"))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty() && !cell.equals("client"))
                .toList();
    }
}
