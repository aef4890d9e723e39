package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.icefloe.mount.RefusedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    @ParameterizedTest
    @CsvSource({
        "/live, /live, ''",
        "/, /, ''",
        "*, *, ''",
        "/l%69ve?, /live, ''",
        "/a%20b?x=1&y=%20, /a b, x=1&y=%20",
        "/a?x=[1], /a, x=%5B1%5D",
        "/a+b, /a+b, ''",
        "/%C3%B6, /ö, ''",
        "/%F6, /ö, ''",
        "http://host:8000/live?x, /live, x",
        "http://host, /, ''",
        "/a.b/c., /a.b/c., ''",
    })
    void targetIsAPathAndAQuery(String target, String path, String query) {
        assertThat(RequestTarget.parse(target)).isEqualTo(new RequestTarget(path, query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live",
                "",
                "?x",
                "//",
                "//a",
                "/a//b",
                "/.",
                "/..",
                "/../a",
                "/a/.",
                "/a/..",
                "/.hidden",
                "/%2e%2e",
                "/%2f",
                "/%",
                "/%4",
                "/%zz",
                "/%-1",
                "/%00",
                "/a?%",
                "/a?%00",
                "http://host//a",
                "https://host/a"
            })
    void targetIsRefused(String target) {
        assertThatThrownBy(() -> RequestTarget.parse(target)).isInstanceOf(RefusedException.class);
    }

    @Property
    void anyTargetIsAUriOrABadRequest(@ForAll @Size(max = 60) byte[] bytes) {
        String target = "/a?" + new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            RequestTarget parsed = RequestTarget.parse(target);
            assertThat(URI.create("http://host/?" + parsed.query())).isNotNull();
            assertThat(parsed.path()).startsWith("/").doesNotContain("//", "/.", "\0");
        } catch (RefusedException bad) {
            assertThat(bad.refusal().status()).isEqualTo(400);
        }
    }
}
