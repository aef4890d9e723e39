package org.icefloe.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.15.255.255",
                "172.32.0.1",
                "100.128.0.1",
                "2a00:1450::1",
                "2600::",
                "radio.example.org",
                "RADIO.example.org.",
                "xn--zrich-kva.example",
                "1.radio.example",
                "10.example.org",
                "localhost.example.org"
            })
    void othersCanReachIt(String host) {
        assertThat(PublicAddress.mayBePublic(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.2.7",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "2001:db8::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1"
            })
    void nobodyElseCanReachIt(String host) {
        assertThat(PublicAddress.mayBePublic(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "a.localhost",
                "radio",
                "radio.",
                "radio.local",
                "nas.LAN",
                "radio.internal",
                "box.home.arpa"
            })
    void namesOfOnesOwnNetworkLeadNowhereElse(String host) {
        assertThat(PublicAddress.mayBePublic(host)).isFalse();
    }

    /** A browser reads all of these as 127.0.0.1, or as nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "127.1",
                "0x7f.1",
                "0x7f000001",
                "0177.0.0.1",
                "127.0.0.01",
                "a.0x7f",
                "1.2.3.4.5",
                "0x",
                "a.0X1",
                "127.0.0.1.",
                "a..",
                ""
            })
    void oddSpellingsOfNumbersAreNoWayIn(String host) {
        assertThat(PublicAddress.mayBePublic(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "::1", "fd00::1", "::ffff:192.168.0.1"})
    void addressesThatNameServersTellAreJudgedToo(String address) throws UnknownHostException {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isFalse();
        assertThat(PublicAddress.isPublic(InetAddress.getByName("9.9.9.9"))).isTrue();
        assertThat(PublicAddress.isPublic(InetAddress.getByName("2620:fe::9"))).isTrue();
    }
}
