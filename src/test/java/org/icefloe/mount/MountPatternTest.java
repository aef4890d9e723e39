package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountPatternTest {
    @ParameterizedTest
    @CsvSource({
        "/live.mp3, /live.mp3, true",
        "/live.mp3, /live.mp33, false",
        "/live.mp3, /livexmp3, false",
        "/*, /live.mp3, true",
        "/*, /club/live.mp3, false",
        "/**, /club/live.mp3, true",
        "/*****, /club/live.mp3, true",
        "/club/*, /club/live.mp3, true",
        "/club/*, /club, false",
        "/club/**, /club/a/b, true",
        "/**/live, /a/b/live, true",
        "/**/live, /live, false",
        "/*.mp3, /live.mp3, true",
        "/*.mp3, /live.mp3.ogg, false",
        "/*a*b*, /xxaxxbxx, true",
        "/*a*b*, /xxbxxaxx, false",
        "/live?, /live1, true",
        "/live?, /live, false",
        "/live?x, /live/x, false",
        "/live?, /live♫, true",
        "/live?, /live😀, true",
        "/live[123], /live2, true",
        "/live[123], /live4, false",
        "/live[1-3x], /live3, true",
        "/live[1-3x], /livex, true",
        "/live[1-3x], /live-, false",
        "/live[-x], /live-, true",
        "/live[!1-3], /live4, true",
        "/live[!1-3], /live2, false",
        "/live[^1-3]x, /live/x, false",
        "/live[.-0]x, /live/x, false",
        "/live[]]x, /live]x, true",
        "/live[*], /live*, true",
        "/live[*], /livex, false",
        "/live[1], /live[1], true",
        "/live[1, /live[1, true",
        "/live[, /live[, true",
        "/live[!, /live[!, true",
        "/live[], /live[], true",
        "/Live*, /live1, false",
    })
    void patternMatches(String pattern, String mount, boolean matches) {
        assertThat(MountPattern.parse(pattern).matches(new MountName(mount))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live*", "/", "/a//*", "/.*", "/a\n*", ""})
    void patternThatNoMountCanHaveIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MountPattern.parse(text));
    }

    @Test
    void templateMatchesEverythingAndIsReadAgain() {
        assertThat(MountPattern.TEMPLATE.matches(new MountName("/club/a"))).isTrue();
        assertThat(MountPattern.TEMPLATE.isExact()).isFalse();
        assertThat(MountPattern.TEMPLATE.isReserved()).isFalse();
        assertThat(MountPattern.parse("default")).isSameAs(MountPattern.TEMPLATE);
    }

    @ParameterizedTest
    @CsvSource({"/live.mp3, true", "/live[1, true", "/live*, false", "/live?, false", "/live[1], false"})
    void patternWithoutWildcardsIsExact(String pattern, boolean exact) {
        assertThat(MountPattern.parse(pattern).isExact()).isEqualTo(exact);
    }

    @Test
    void serversOwnPathsAreReserved() {
        assertThat(MountPattern.parse("/admin/*").isReserved()).isTrue();
        assertThat(MountPattern.parse("/*").isReserved()).isFalse();
    }

    @Test
    void mostSpecificPatternComesFirst() {
        assertThat(Stream.of(
                                "/*",
                                "/**",
                                "/club/*",
                                "/club/*.mp3",
                                "/b*",
                                "/a*",
                                "/club/a*",
                                "/*/live.mp3",
                                "/[ab]",
                                "/[abc]",
                                "/?")
                        .map(MountPattern::parse)
                        .sorted(MountPattern.MOST_SPECIFIC_FIRST)
                        .map(MountPattern::toString))
                .containsExactly(
                        "/club/a*",
                        "/club/*.mp3",
                        "/club/*",
                        "/a*",
                        "/b*",
                        "/*/live.mp3",
                        "/?",
                        "/[ab]",
                        "/[abc]",
                        "/*",
                        "/**");
    }

    @Property
    void textWithoutWildcardsMatchesItselfAlone(
            @ForAll @NotEmpty @CharRange(from = 'a', to = 'z') @StringLength(max = 20) String one,
            @ForAll @NotEmpty @CharRange(from = 'a', to = 'z') @StringLength(max = 20) String other) {
        assertThat(MountPattern.parse("/" + one).matches(new MountName("/" + other)))
                .isEqualTo(one.equals(other));
    }

    @Property
    void anyTextIsAPatternThatMatchesItsOwnName(
            @ForAll @NotEmpty @Chars({'*', '?', '[', ']', '!', '^', '-', 'a'}) @StringLength(max = 30) String text) {
        assertThat(MountPattern.parse("/" + text).matches(new MountName("/" + text)))
                .isTrue();
    }

    @Test
    void longestRowOfStarsMatchesInNoTime() {
        MountPattern stars = MountPattern.parse("/" + "*a".repeat(125) + "*b");
        MountName name = new MountName("/" + "a".repeat(254));

        assertTimeout(Duration.ofSeconds(5), () -> assertThat(
                        Stream.generate(() -> name).limit(100).map(stars::matches))
                .doesNotContain(true));
    }
}
