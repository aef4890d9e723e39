package org.icefloe.boot.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void nothingTypedStartsWithNothingSet() {
        CommandLine line = CommandLine.parse();
        assertThat(line.request()).isEqualTo(CommandLine.Request.START);
        assertThat(line.settings()).isEmpty();
    }

    @Test
    void shortNamesStandForSettings() {
        CommandLine line = CommandLine.parse(
                "--http-port", "80", "--http-bind=::1", "--stream-port=0", "--stream-bind", "10.0.0.1", "--home=/h");
        assertThat(line.settings())
                .containsExactly(
                        entry("icefloe.http.port", "80"),
                        entry("icefloe.http.bind", "::1"),
                        entry("icefloe.stream.port", "0"),
                        entry("icefloe.stream.bind", "10.0.0.1"),
                        entry("icefloe.home", "/h"));
    }

    @Test
    void anySettingCanBeGivenWithOrWithoutThePrefix() {
        CommandLine line = CommandLine.parse("--server.hostname=a", "--icefloe.limits.clients=5");
        assertThat(line.settings())
                .containsExactly(entry("icefloe.server.hostname", "a"), entry("icefloe.limits.clients", "5"));
    }

    @Test
    void valueMayHoldEqualsSignsAndMayBeEmpty() {
        CommandLine line = CommandLine.parse("--source.password=a=b", "--db.password=");
        assertThat(line.settings())
                .containsExactly(entry("icefloe.source.password", "a=b"), entry("icefloe.db.password", ""));
    }

    @Test
    void lastOfTwoValuesHolds() {
        assertThat(CommandLine.parse("--home=/a", "--home=/b").settings()).containsEntry("icefloe.home", "/b");
    }

    @Test
    void helpAndVersionAreRequests() {
        assertThat(CommandLine.parse("--http-port=1", "--help").request()).isEqualTo(CommandLine.Request.HELP);
        assertThat(CommandLine.parse("--version").request()).isEqualTo(CommandLine.Request.VERSION);
    }

    @Test
    void unknownOptionIsNamed() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> CommandLine.parse("--port", "80"))
                .withMessage("There is no option --port: see --help.")
                .matches(thrown -> thrown.exitCode() == 2);
    }

    @Test
    void bareWordIsNoOption() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> CommandLine.parse("start"))
                .withMessageContaining("'start' is no option");
    }

    @Test
    void missingValueIsNamed() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> CommandLine.parse("--home", "--http-port=1"))
                .withMessage("Option --home needs a value.");
    }

    @Test
    void importTakesAFileAndSettingsInAnyOrder() {
        CommandLine line = CommandLine.parse("import", "--home", "/h", "icecast.xml", "--dry-run", "--db.user=x");
        assertThat(line.request()).isEqualTo(CommandLine.Request.DRY_IMPORT);
        assertThat(line.file()).contains("icecast.xml");
        assertThat(line.settings()).containsExactly(entry("icefloe.home", "/h"), entry("icefloe.db.user", "x"));
        assertThat(CommandLine.parse("import", "a.xml").request()).isEqualTo(CommandLine.Request.IMPORT);
        assertThat(CommandLine.parse("import", "--help").request()).isEqualTo(CommandLine.Request.HELP);
    }

    @Test
    void importWithoutOneFileIsAWrongCommand() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> CommandLine.parse("import", "--dry-run"))
                .withMessageContaining("import takes one file");
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> CommandLine.parse("import", "a.xml", "b.xml"))
                .withMessageContaining("import takes one file");
    }
}
