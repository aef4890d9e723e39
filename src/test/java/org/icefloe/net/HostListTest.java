package org.icefloe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTest {
    private static final HostList HOSTS =
            HostList.parse(" Radio.example, münchen.example\n192.0.2.7,198.51.100.0/24 2001:db8::/32 ");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "radio.example",
                "RADIO.example",
                "radio.example.",
                "a.radio.example",
                "b.a.radio.example",
                "xn--mnchen-3ya.example",
                "192.0.2.7",
                "::ffff:192.0.2.7",
                "198.51.100.200",
                "3221225991",
                "0xC0.0.0x207",
                "64:ff9b::c000:207",
                "[2002:c633:6401::1]",
                "2001:db8::1",
                "[2001:db8::1]"
            })
    void namesWithAllBelowThemAndAddresses(String host) {
        assertThat(HOSTS.contains(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "otherradio.example", "radio.example.org", "192.0.2.8", "2001:db9::1", ""})
    void othersAreNotMeant(String host) {
        assertThat(HOSTS.contains(host)).isFalse();
        assertThat(HostList.EMPTY.contains(host)).isFalse();
    }

    @Test
    void isReadAsItIsWritten() {
        assertThat(HOSTS).hasToString("Radio.example, münchen.example, 192.0.2.7, 198.51.100.0/24, 2001:db8::/32");
        assertThat(HostList.parse(HOSTS.toString())).isEqualTo(HOSTS).hasSameHashCodeAs(HOSTS);
        assertThat(HostList.parse(" ")).isEqualTo(HostList.EMPTY);
        assertThat(HostList.parse("a.example")).isNotEqualTo(HostList.parse("b.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://radio.example/",
                "radio.example:8000",
                "*.radio.example",
                ".radio.example",
                "radio..example",
                "192.0.2.300",
                "192.0.2",
                "0x09090909",
                "192.0.2.0/33",
                "radio.example/24",
                "[2001:db8::1]"
            })
    void anythingElseIsRefused(String member) {
        assertThatThrownBy(() -> HostList.parse("a.example, " + member))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(member + " is no host name, no address and no block");
    }
}
