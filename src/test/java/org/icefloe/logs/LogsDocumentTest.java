package org.icefloe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.net.AddressPrivacy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter for fail2ban in docs/logs.md finds those who try passwords, and nobody else. */
class LogsDocumentTest {
    private static Pattern filter() throws IOException {
        Matcher line = Pattern.compile("(?m)^failregex = (.*)$").matcher(Files.readString(Path.of("docs/logs.md")));
        assertThat(line.find()).isTrue();
        return Pattern.compile(line.group(1).replace("<HOST>", "(?<host>[0-9a-f.:]+)"));
    }

    @ParameterizedTest
    @CsvSource({
        "SOURCE, /live.mp3, 401, true",
        "PUT, /live.mp3, 401, true",
        "GET, /admin/stats, 401, true",
        "DELETE, /api/v1/mounts/a, 401, true",
        "PUT, /live.mp3, 200, false",
        "GET, /live.mp3, 401, false",
        "GET, /admin/stats, 200, false"
    })
    void failedLoginsOfOperatorsAreFound(String method, String path, int status, boolean found) throws IOException {
        AccessRecord ended = new AccessRecord(
                new AccessRecord.Request(
                        method, path, "HTTP/1.0", "\" 401 1", "\"SOURCE / x\" 401 2", Optional.of("a b")),
                "192.0.2.43",
                Optional.empty(),
                status,
                300,
                Duration.ZERO);
        AddressPrivacy addresses = new AddressPrivacy(Clock.systemUTC(), new SecureRandom());
        String line = new String(
                new AccessFormat(addresses).line(ended, ZonedDateTime.now(Clock.systemUTC())),
                StandardCharsets.US_ASCII);

        Matcher matcher = filter().matcher(line);
        assertThat(matcher.find()).isEqualTo(found);
        assertThat(found ? matcher.group("host") : "192.0.2.43").isEqualTo("192.0.2.43");
    }
}
