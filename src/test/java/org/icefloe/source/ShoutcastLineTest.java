package org.icefloe.source;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShoutcastLineTest {
    private static final MountName STREAM = new MountName("/stream");

    @ParameterizedTest
    @CsvSource({
        "hackme, /stream, hackme",
        "' hackme ', /stream, hackme",
        "hackme:#1, /stream, hackme",
        "hackme:#, /stream, hackme",
        "dj:hackme, /stream, dj:hackme",
        "dj:hackme:#12, /stream, dj:hackme",
        "/live:hackme, /live, hackme",
        "/live:dj:hackme, /live, dj:hackme",
        "/live:hackme:#2, /live, hackme",
        "/live:, /live, ''",
        "/hackme, /stream, /hackme",
        "/:hackme, /stream, /:hackme",
        "//x:hackme, /stream, //x:hackme",
        "'', /stream, ''",
    })
    void lineNamesAPasswordAndPerhapsAMount(String line, String mount, String password) {
        assertThat(ShoutcastLine.parse(line, STREAM)).isEqualTo(new ShoutcastLine(new MountName(mount), password));
    }

    @Test
    void userEndsAtTheFirstColon() {
        assertThat(ShoutcastLine.parse("dj:a:b", STREAM).credentials()).hasValueSatisfying(credentials -> {
            assertThat(credentials.user()).isEqualTo("dj");
            assertThat(credentials.password()).isEqualTo("a:b");
        });
        assertThat(ShoutcastLine.parse("hackme", STREAM).credentials()).isEmpty();
    }

    @Test
    void libshoutOnlyLooksIfSomebodyIsThere() {
        assertThat(ShoutcastLine.parse("!POKE", STREAM).isPoke()).isTrue();
        assertThat(ShoutcastLine.parse("hackme", STREAM).isPoke()).isFalse();
    }

    @Property
    void anyLineIsRead(@ForAll String line) {
        assertThat(ShoutcastLine.parse(line, STREAM).password()).isNotNull();
    }
}
