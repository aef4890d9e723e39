package org.icefloe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    @Test
    void userEndsAtTheFirstColon() {
        assertThat(Credentials.ofBasic(header("source:hack:me", StandardCharsets.UTF_8)))
                .contains(new Credentials("source", "hack:me"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
    void umlautsAreReadInBothCharsets(String charset) {
        assertThat(Credentials.ofBasic(header("jürg:pässword", Charset.forName(charset))))
                .contains(new Credentials("jürg", "pässword"));
    }

    @Test
    void schemeIsReadInAnyCase() {
        assertThat(Credentials.ofBasic("bAsIc YTpi")).contains(new Credentials("a", "b"));
    }

    @Test
    void bothPartsMayBeEmpty() {
        assertThat(Credentials.ofBasic(header(":", StandardCharsets.UTF_8))).contains(new Credentials("", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!!!", "Basic c291cmNl", "Bearer YTpi", "Digest username=x"})
    void anythingElseIsNoCredentials(String header) {
        assertThat(Credentials.ofBasic(header)).isEmpty();
    }

    @Test
    void passwordStaysOutOfTheLog() {
        assertThat(new Credentials("source", "hackme")).hasToString("Credentials[source]");
    }

    @Property
    void noHeaderThrows(@ForAll String header) {
        assertThat(Credentials.ofBasic(header)).isNotNull();
        assertThat(Credentials.ofBasic("Basic " + header)).isNotNull();
    }

    private static String header(String pair, Charset charset) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(charset));
    }
}
