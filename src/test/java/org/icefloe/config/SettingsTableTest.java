package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/settings.md and the interface {@link Settings} together. */
class SettingsTableTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

    @Test
    void tableHasEveryKeyInOrder() throws IOException {
        assertThat(rows().stream().map(row -> row.group(1)))
                .containsExactlyElementsOf(
                        SettingKey.all().stream().map(SettingKey::name).toList());
    }

    @Test
    void tableHasTheDefaultsOfTheCode() throws IOException {
        List<MatchResult> rows = rows();

        assertThat(SettingKey.all())
                .filteredOn(key -> key.byDefault().isPresent())
                .allSatisfy(key -> assertThat(defaultIn(rows, key.name()))
                        .as(key.name())
                        .isEqualTo("`" + key.byDefault().orElseThrow() + "`"));
    }

    @Test
    void onlyDefaultsOfTheCodeStandAsBareValues() throws IOException {
        List<MatchResult> rows = rows();

        assertThat(SettingKey.all())
                .filteredOn(key -> key.byDefault().isEmpty())
                .allSatisfy(key -> assertThat(defaultIn(rows, key.name()))
                        .as(key.name())
                        .isNotBlank()
                        .doesNotMatch("`[^`]*`"));
    }

    @Test
    void tableSaysOfEveryKeyWhenAChangeApplies() throws IOException {
        assertThat(rows().stream().map(row -> row.group(1) + ": " + row.group(4)))
                .containsExactlyElementsOf(SettingKey.all().stream()
                        .map(key -> key.name() + ": " + key.applies())
                        .toList());
    }

    private static String defaultIn(List<MatchResult> rows, String key) {
        return rows.stream()
                .filter(row -> row.group(1).equals(key))
                .map(row -> row.group(2))
                .findFirst()
                .orElseThrow();
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/settings.md")))
                .results()
                .toList();
    }
}
