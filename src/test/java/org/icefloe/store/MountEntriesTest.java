package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icefloe.auth.Account;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountEntriesTest {
    private static final MountSettings DEFAULTS =
            MountSettings.DEFAULT.with(MountSetting.STREAM_GENRE, Optional.of("server"));

    @ParameterizedTest
    @CsvSource({
        "/club/live.mp3, /club/live.mp3",
        "/club/other.mp3, /club/*.mp3",
        "/club/other.ogg, /club/*",
        "/club/a/b.ogg, /**",
        "/live.mp3, /*",
        "/live[1].mp3, /live[1].mp3",
        "/live1.mp3, /live[1].mp3",
    })
    void ownEntryThenTheMostSpecificPatternCounts(String mount, String pattern) {
        MountEntries entries = entries("/club/live.mp3", "/club/*.mp3", "/club/*", "/*", "/**", "/live[1].mp3");

        assertThat(nameOf(entries, mount)).contains(pattern);
    }

    @Test
    void mountWithoutAnyEntryHasTheServersSettings() {
        assertThat(entries("/other", "/club/*").settingsOf(new MountName("/live")))
                .isEqualTo(DEFAULTS);
    }

    @Test
    void templateFillsInWhatAnEntryLeavesUnset() {
        MountOverrides template = MountOverrides.NONE
                .with(MountSetting.STREAM_NAME, Optional.of("template"))
                .with(MountSetting.HIDDEN, true);
        MountEntries entries = entries("/live", "/club/*").with(MountEntry.of(MountPattern.TEMPLATE, template));

        assertThat(nameOf(entries, "/live")).contains("/live");
        assertThat(nameOf(entries, "/club/a")).contains("/club/*");
        assertThat(nameOf(entries, "/any")).contains("template");
        assertThat(Stream.of("/live", "/club/a", "/any").map(MountName::new).map(entries::settingsOf))
                .allMatch(MountSettings::hidden)
                .extracting(settings -> settings.get(MountSetting.STREAM_GENRE))
                .containsOnly(Optional.of("server"));
    }

    @Test
    void explicitNothingIsNotFilledIn() {
        MountOverrides nothing = MountOverrides.NONE.with(MountSetting.STREAM_GENRE, Optional.empty());
        MountEntries entries = entries("/other").with(MountEntry.of(MountPattern.parse("/live"), nothing));

        assertThat(entries.settingsOf(new MountName("/live")).get(MountSetting.STREAM_GENRE))
                .isEmpty();
    }

    @Test
    void patternDoesNotFillInWhatAnOwnEntryLeavesUnset() {
        MountEntries entries =
                entries("/club/*").with(MountEntry.of(MountPattern.parse("/club/live"), MountOverrides.NONE));

        assertThat(nameOf(entries, "/club/live")).isEmpty();
    }

    @Test
    void mostSpecificLoginWins() {
        MountEntries entries = new MountEntries(
                DEFAULTS,
                List.of(
                        withLogin("/club/live"),
                        withLogin("/club/*"),
                        withLogin("default"),
                        entry("/open"),
                        entry("/x*")));

        assertThat(entries.sourceOf(new MountName("/club/live")).map(Account::username))
                .contains("dj of /club/live");
        assertThat(entries.sourceOf(new MountName("/club/a")).map(Account::username))
                .contains("dj of /club/*");
        assertThat(Stream.of("/open", "/xy", "/any").map(MountName::new).map(entries::sourceOf))
                .allSatisfy(
                        account -> assertThat(account.map(Account::username)).contains("dj of default"));
        assertThat(entries.without(MountPattern.TEMPLATE).sourceOf(new MountName("/open")))
                .isEmpty();
    }

    /** Each has its pattern for a stream name. */
    private static MountEntries entries(String... patterns) {
        return new MountEntries(
                DEFAULTS, Stream.of(patterns).map(MountEntriesTest::entry).toList());
    }

    private static MountEntry entry(String pattern) {
        return MountEntry.of(
                MountPattern.parse(pattern), MountOverrides.NONE.with(MountSetting.STREAM_NAME, Optional.of(pattern)));
    }

    private static MountEntry withLogin(String pattern) {
        MountPattern mounts = MountPattern.parse(pattern);
        Account dj = Account.ofSource(mounts, "dj of " + pattern, "hash");
        return new MountEntry(mounts, MountOverrides.NONE, Optional.of(dj));
    }

    private static Optional<String> nameOf(MountEntries entries, String mount) {
        return entries.settingsOf(new MountName(mount)).get(MountSetting.STREAM_NAME);
    }
}
