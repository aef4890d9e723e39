package org.icefloe.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPrivacyTest {
    private Instant now = Instant.parse("2026-11-20T23:00:00Z");

    private final AddressPrivacy addresses = new AddressPrivacy(
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Instant instant() {
                    return now;
                }
            },
            new SecureRandom());

    @Test
    void addressesAreWholeUnlessSaidOtherwise() {
        assertThat(addresses.shown("192.0.2.43")).isEqualTo("192.0.2.43");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.43, 192.0.2.0",
        "255.255.255.255, 255.255.255.0",
        "2001:db8:1:2::3, 2001:db8:1::",
        "2001:0db8:0001:0002:0:0:0:3, 2001:db8:1::",
        "fe80::1%eth0, fe80:0:0::",
        "::ffff:192.0.2.43, 192.0.2.0",
        "unknown, unknown"
    })
    void cutAddressesAreThoseOfTheirNetwork(String address, String shown) {
        addresses.use(AddressPrivacy.Way.CUT);
        assertThat(addresses.shown(address)).isEqualTo(shown);
    }

    @Test
    void hashedAddressesAreTheSameForADay() {
        addresses.use(AddressPrivacy.Way.HASHED);
        String word = addresses.shown("192.0.2.43");
        now = now.plus(Duration.ofMinutes(59));

        assertThat(word).matches("[0-9a-f]{16}");
        assertThat(addresses.shown("192.0.2.43")).isEqualTo(word);
        assertThat(addresses.shown("192.0.2.44")).isNotEqualTo(word);
    }

    @Test
    void hashedAddressesAreTheSameHoweverTheyAreWritten() {
        addresses.use(AddressPrivacy.Way.HASHED);
        assertThat(addresses.shown("2001:db8::1")).isEqualTo(addresses.shown("2001:0db8:0:0:0:0:0:1"));
    }

    @Test
    void theKeyIsAnotherOnTheNextDayAndInAnotherServer() {
        addresses.use(AddressPrivacy.Way.HASHED);
        String word = addresses.shown("192.0.2.43");
        AddressPrivacy other = new AddressPrivacy(Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
        other.use(AddressPrivacy.Way.HASHED);
        assertThat(other.shown("192.0.2.43")).isNotEqualTo(word);

        now = now.plus(Duration.ofHours(1));
        assertThat(addresses.shown("192.0.2.43")).isNotEqualTo(word);
    }
}
