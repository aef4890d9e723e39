package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.icefloe.auth.Credentials;
import org.icefloe.mount.MountName;
import org.icefloe.net.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterListTest {
    private static final Credentials LOGIN = new Credentials("relay", "pw");
    private static final Master MASTER =
            new Master(new Origin("http", "m.example", 8000), Optional.of(LOGIN), false, Duration.ofMinutes(2));

    private static MasterList parse(String text) {
        return MasterList.parse(text, MASTER);
    }

    private static Upstream from(String mount, String text) {
        return parse(text).mounts().get(new MountName(mount));
    }

    @Test
    void ownMountIsAskedForByItsEscapedNameAndWithTheLogin() {
        Upstream upstream = from("/my caf\u00e9", "/my caf\u00e9\n");
        assertThat(upstream.url()).isEqualTo("http://m.example:8000/my%20caf%C3%A9");
        assertThat(upstream.credentials()).contains(LOGIN);
    }

    @Test
    void mountOfAnotherServerIsAskedForThereWithoutTheLogin() {
        Upstream upstream = from("/other.ogg", "http://b.example:8000/other.ogg\n");
        assertThat(upstream.url()).isEqualTo("http://b.example:8000/other.ogg");
        assertThat(upstream.credentials()).isEmpty();
    }

    @Test
    void addressAtTheMasterIsOneOfItsOwn() {
        assertThat(from("/a b", "http://m.example:8000/a%20b\n").credentials()).contains(LOGIN);
    }

    @Test
    void sameServerByAnotherSchemeIsToldNoPassword() {
        assertThat(from("/a", "https://m.example:8000/a\n").credentials()).isEmpty();
    }

    @Test
    void linesEndAsTheyLikeAndEmptyOnesAreNone() {
        MasterList list = parse("/a\r\n\r\n  /b  \n\n/c");
        assertThat(list.mounts().keySet()).extracting(MountName::value).containsExactly("/a", "/b", "/c");
        assertThat(list.junk()).isZero();
    }

    @Test
    void firstOfTwoOfTheSameNameCounts() {
        assertThat(from("/a", "/a\nhttp://b.example/a\n").server().host()).isEqualTo("m.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live.mp3",
                "/",
                "/admin/stats",
                "//x",
                "/../etc/passwd",
                "ftp://b.example/a",
                "http://b.example",
                "http:///a",
                "http://user:pw@b.example/a",
                "http://b.example:99999/a",
                "http://b.example/a#x",
                "http://b.example/%zz",
                "javascript:alert(1)",
                "<html>",
                "\u0000\u0001\u0002",
                "/a\u0000b",
                "/a\u001b[31m",
            })
    void whatNamesNoMountIsLeftOut(String line) {
        MasterList list = parse("/good\n" + line + "\n");
        assertThat(list.mounts().keySet()).extracting(MountName::value).containsExactly("/good");
        assertThat(list.junk()).isEqualTo(1);
    }

    @Test
    void listOfNothingIsEmpty() {
        assertThat(parse("")).isEqualTo(MasterList.EMPTY);
    }

    @Test
    void noMoreMountsAreTakenThanAreBorne() {
        MasterList list = parse(
                IntStream.range(0, MasterList.MOST + 5).mapToObj(n -> "/m" + n).collect(Collectors.joining("\n")));
        assertThat(list.mounts()).hasSize(MasterList.MOST);
        assertThat(list.more()).isEqualTo(5);
    }

    @Test
    void anyBytesAreRead() {
        byte[] bytes = new byte[200_000];
        new Random(3).nextBytes(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(parse(text).junk()).isPositive();
    }

    /** The relays' thread reads it, and every relay waits meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "/", "http:", "http://[", "/admin"})
    void ofAMillionLinesThatAreNoneTheFirstAreLookedAt(String line) {
        MasterList list = parse("/first\n" + (line + "\n").repeat(1_000_000) + "/last\n");

        assertThat(list.mounts().keySet()).extracting(MountName::value).containsExactly("/first");
        assertThat(list.junk()).isEqualTo(1_000_001);
    }

    @Test
    void aMillionTimesTheSameMountIsOne() {
        MasterList list = parse("/m\n".repeat(1_000_000) + "/last\n");

        assertThat(list.mounts().keySet()).extracting(MountName::value).containsExactly("/last", "/m");
    }

    @Test
    void lineOfAMebibyteIsNoMount() {
        assertThat(parse("/" + "\u00e9".repeat(1 << 20)).junk()).isEqualTo(1);
    }
}
