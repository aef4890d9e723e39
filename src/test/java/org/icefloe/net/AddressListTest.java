package org.icefloe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {
    private final AddressList list = AddressList.parse("192.0.2.7,10.0.0.0/8 2001:db8::/32\n::1");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, true",
        "192.0.2.8, false",
        "10.255.0.1, true",
        "11.0.0.1, false",
        "2001:db8:1::5, true",
        "[2001:db8:1::5], true",
        "2001:db9::1, false",
        "::ffff:10.1.2.3, true",
        "::1, true",
        "fe80::1%eth0, false",
        "unknown, false",
        "'', false",
    })
    void addressLiesInAListOrNot(String address, boolean contained) {
        assertThat(list.contains(address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0", "*"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressList.parse(text));
    }

    @Test
    void emptyListHasNobody() {
        assertThat(AddressList.parse(" ")).isEqualTo(AddressList.EMPTY);
        assertThat(AddressList.EMPTY.isEmpty()).isTrue();
        assertThat(AddressList.EMPTY.contains("192.0.2.7")).isFalse();
    }
}
