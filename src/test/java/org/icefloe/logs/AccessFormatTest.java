package org.icefloe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.net.AddressPrivacy;
import org.junit.jupiter.api.Test;

class AccessFormatTest {
    /** What an analyser of Icecast's logs looks for. */
    private static final String LINE =
            "\\S+ - \\S+ \\[\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}] \"(?:-|\\S+ \\S+ \\S+)\""
                    + " \\d+ \\d+ \"[^\"]*\" \"[^\"]*\" \\d+\n";

    private static final ZonedDateTime AT = ZonedDateTime.of(2026, 11, 20, 14, 51, 27, 999, ZoneOffset.ofHours(1));

    private final AddressPrivacy addresses = new AddressPrivacy(Clock.systemUTC(), new SecureRandom());
    private final AccessFormat format = new AccessFormat(addresses);

    private static AccessRecord.Request get(String target, String referer, String agent) {
        return new AccessRecord.Request("GET", target, "HTTP/1.1", referer, agent, Optional.empty());
    }

    private static AccessRecord ended(AccessRecord.Request request, Optional<String> user, int status) {
        return new AccessRecord(request, "192.0.2.43", user, status, 68_961, Duration.ofMillis(1_999));
    }

    private static AccessRecord claimed(String method, String target, int status) {
        return ended(
                new AccessRecord.Request(method, target, "HTTP/1.0", "", "", Optional.of("joe")),
                Optional.empty(),
                status);
    }

    private String line(AccessRecord ended) {
        return new String(format.line(ended, AT), StandardCharsets.ISO_8859_1);
    }

    @Test
    void lineIsThatOfIcecast() {
        assertThat(line(ended(get("/m1.mp3", "http://r", "UA/1"), Optional.empty(), 200)))
                .isEqualTo("192.0.2.43 - - [20/Nov/2026:14:51:27 +0100] \"GET /m1.mp3 HTTP/1.1\" 200 68961"
                        + " \"http://r\" \"UA/1\" 1\n");
    }

    @Test
    void secretsInTheAddressOfAPageAreStars() {
        String page = "http://r/play?token=1.abc.def&x=1&Pass=geheim;password=a=b";

        assertThat(line(ended(get("/m", page, "UA/1"), Optional.empty(), 200)))
                .contains("\"http://r/play?token=***&x=1&Pass=***;password=***\"");
        assertThat(line(ended(get("/m", "http://r/?bypass=no&compass", "UA/1"), Optional.empty(), 200)))
                .contains("\"http://r/?bypass=no&compass\"");
    }

    @Test
    void whatIsMissingIsADash() {
        assertThat(line(ended(get("/m", "", ""), Optional.of(""), 404)))
                .contains(" - - [", "\"GET /m HTTP/1.1\" 404 68961 \"-\" \"-\" 1");
        AccessRecord.Request none = new AccessRecord.Request("", "", "", "", "", Optional.empty());
        assertThat(line(ended(none, Optional.empty(), 400))).contains("] \"-\" 400 ");
    }

    @Test
    void bytesThatCouldEndAFieldOrALineAreDots() {
        assertThat(line(ended(get("/a\"b\\c\u0001\u00e9%20", "x\ty\"z", "a\r\nb \u007f"), Optional.of("a b\""), 200)))
                .contains("- a.b. [", "\"GET /a.b.c..%20 HTTP/1.1\"", "\"x.y.z\" \"a..b .\" 1\n");
    }

    @Test
    void queryAndPasswordsInTheAddressAreLeftOut() {
        assertThat(line(ended(get("/m?token=geheim", "", ""), Optional.empty(), 200)))
                .contains("\"GET /m HTTP/1.1\"");
        assertThat(line(ended(get("http://joe:geheim@radio.example/m?x", "", ""), Optional.empty(), 200)))
                .contains("\"GET /m HTTP/1.1\"");
    }

    @Test
    void longFieldsAreCutAndTheLineStaysWhole() {
        assertThat(line(ended(get("/" + "p".repeat(5000), "r".repeat(5000), "a".repeat(5000)), Optional.empty(), 200)))
                .matches(LINE)
                .hasSizeLessThan(2200);
    }

    @Test
    void userIsWhoWasProvedOrHadToSay() {
        assertThat(line(ended(get("/m", "", ""), Optional.of("ann"), 200))).contains(" - ann [");
        assertThat(line(claimed("GET", "/admin/stats", 200))).contains(" - joe [");
        assertThat(line(claimed("PUT", "/api/v1/mounts/x", 200))).contains(" - joe [");
        assertThat(line(claimed("GET", "/m", 401))).contains(" - joe [");
    }

    @Test
    void userIsNotWhoeverWasNeverAsked() {
        assertThat(line(claimed("GET", "/status-json.xsl", 200))).contains(" - - [");
        assertThat(line(claimed("SOURCE", "/m", 200))).contains(" - - [");
        assertThat(line(claimed("PUT", "/m", 401))).contains(" - - [");
    }

    @Test
    void addressesOfListenersAreHiddenAndThoseOfOperatorsAreNot() {
        addresses.use(AddressPrivacy.Way.CUT);
        assertThat(line(claimed("GET", "/m", 200))).startsWith("192.0.2.0 ");
        assertThat(line(claimed("GET", "/administration.mp3", 200))).startsWith("192.0.2.0 ");
        assertThat(line(claimed("SOURCE", "/m", 200))).startsWith("192.0.2.43 ");
        assertThat(line(claimed("PUT", "/m", 200))).startsWith("192.0.2.43 ");
        assertThat(line(claimed("GET", "/admin/stats", 401))).startsWith("192.0.2.43 ");
        assertThat(line(claimed("GET", "/api/v1/mounts", 200))).startsWith("192.0.2.43 ");
    }

    @Property(tries = 500)
    void whateverIsSentBecomesOneLineOfTenFields(
            @ForAll String method,
            @ForAll String target,
            @ForAll String agent,
            @ForAll String user,
            @ForAll int status) {
        AccessRecord.Request request =
                new AccessRecord.Request(method, target, agent, target, agent, Optional.of(user));
        AccessRecord ended =
                new AccessRecord(request, user, Optional.of(user), Math.abs(status % 1000), 1, Duration.ofDays(9));

        assertThat(new AccessFormat(new AddressPrivacy(Clock.systemUTC(), new SecureRandom())).line(ended, AT))
                .asString(StandardCharsets.ISO_8859_1)
                .matches(LINE)
                .matches("[\\x20-\\x7e]*\n");
    }
}
