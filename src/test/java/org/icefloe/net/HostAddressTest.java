package org.icefloe.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAddressTest {
    @ParameterizedTest
    @CsvSource({
        "9.9.9.9, 9.9.9.9",
        "9.9.9.9., 9.9.9.9",
        "151587081, 9.9.9.9",
        "0x09090909, 9.9.9.9",
        "0X9.9.0x909, 9.9.9.9",
        "011.011.011.011, 9.9.9.9",
        "9.9.2313, 9.9.9.9",
        "9.592137, 9.9.9.9",
        "0x, 0.0.0.0",
        "0, 0.0.0.0",
        "4294967295, 255.255.255.255",
        "00000000000000000000000000000000000011, 0.0.0.9",
        "radio.example, radio.example",
        "9.example, 9.example",
        "0xyz, 0xyz",
        "[2a00:1450::1], [2a00:1450::1]"
    })
    void numberIsReadAsBrowsersDo(String host, String plain) {
        assertThat(HostAddress.plain(host)).contains(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4294967296",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.1.1.256",
                "1.1.65536",
                "08",
                "0x1g.1",
                "radio.1",
                "1..1",
                "99999999999999999999",
                "0xfffffffffffffffffffff"
            })
    void whatEndsAsANumberAndIsNoneLeadsNowhere(String host) {
        assertThat(HostAddress.plain(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.9.9.9",
                "151587081",
                "[64:ff9b::909:909]",
                "64:ff9b::909:909",
                "[::9.9.9.9]",
                "[::ffff:909:909]",
                "[2002:909:909::]",
                "[2001:0:1:2:3:4:f6f6:f6f6]"
            })
    void addressOfIpv6MayStandForOneOfIpv4(String host) {
        assertThat(HostAddress.ipv4Of(host)).contains("9.9.9.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"radio.example", "[2a00:1450::1]", "1.1.1.256", ""})
    void othersStandForNone(String host) {
        assertThat(HostAddress.ipv4Of(host)).isEmpty();
    }
}
