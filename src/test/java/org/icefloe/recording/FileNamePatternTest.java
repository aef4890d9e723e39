package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamePatternTest {
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 3, 5, 14, 7, 9, 0, ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "%Y-%m-%d_%H%M%S.ogg | 2026-03-05_140709.ogg",
                "%F/%T               | 2026-03-05/14:07:09",
                "'%e,%k,%l'          | ' 5,14, 2'",
                "%a %A %b %B %h      | Thu Thursday Mar March Mar",
                "%I%p %I%P           | 02PM 02pm",
                "%j %y %C %s         | 064 26 20 1772716029",
                "%u %w %U %W %V %g %G| 4 4 09 09 10 26 2026",
                "%z %Z               | +0100 CET",
                "%c                  | 'Thu Mar  5 14:07:09 2026'",
                "%D %r %R            | 03/05/26 02:07:09 PM 14:07",
                "%Ey %Od             | 26 05",
                "100%% %n%t          | 100% __"
            })
    void conversionsAreThoseOfStrftime(String pattern, String expected) {
        assertThat(expand(pattern)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"%q", "%", "a%", "%E", "%5Y", "$mount", "${mounts}"})
    void whatIsNoConversionStays(String pattern) {
        assertThat(expand(pattern)).isEqualTo(pattern);
    }

    @Property(tries = 20)
    void agreesWithTheSystemsOwn(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) throws Exception {
        String all =
                "%a %A %b %B %c %C %d %D %e %F %g %G %H %I %j %k %l %m %M %p %P %r %R %s %S %T %u %U %V %w %W %x %X"
                        + " %y %Y %z %Z";
        ZoneId zone = ZoneId.of("America/New_York");
        ZonedDateTime time = java.time.Instant.ofEpochSecond(second).atZone(zone);
        assertThat(new FileNamePattern(all).expand(new MountName("/live"), time))
                .isEqualTo(date(all, zone, second));
    }

    private static String date(String format, ZoneId zone, long second) throws IOException {
        ProcessBuilder date = new ProcessBuilder("date", "-d", "@" + second, "+" + format);
        date.environment().put("LC_ALL", "C");
        date.environment().put("TZ", zone.getId());
        Process process = date.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void mountStandsForItsNameWithTheSlash() {
        assertThat(expand("/srv${mount}/%H.mp3")).isEqualTo("/srv/jazz/live/14.mp3");
    }

    @Test
    void mountNamesCannotLeadElsewhereOrBringConversions() {
        MountName mount = new MountName("/a\\..\\b:c*%Y|\"<>?${mount}");
        assertThat(new FileNamePattern("rec${mount}").expand(mount, NOW)).isEqualTo("rec/a_.._b_c_%Y_____${mount}");
    }

    @Test
    void noLetterBreaksIt() {
        IntStream.range(0, 0x250)
                .forEach(letter -> assertThat(expand("%" + (char) letter)).isNotEmpty());
    }

    private static String expand(String pattern) {
        return new FileNamePattern(pattern).expand(new MountName("/jazz/live"), NOW);
    }
}
