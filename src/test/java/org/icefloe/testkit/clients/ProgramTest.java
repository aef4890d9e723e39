package org.icefloe.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code test.sh} installs what the tests run. */
class ProgramTest {
    @ParameterizedTest
    @EnumSource
    void programIsInstalledByTheScriptThatRunsTheTests(Program program) throws IOException {
        assertThat(script()).contains(program + ":" + program.debianPackage());
    }

    @Test
    void postgresIsInstalledThoughItIsNotOnThePath() throws IOException {
        assertThat(script()).anyMatch(line -> line.contains("/usr/lib/postgresql/") && line.contains(" postgresql\""));
    }

    private static List<String> script() throws IOException {
        return Files.readAllLines(Path.of("test.sh")).stream()
                .map(String::strip)
                .toList();
    }
}
