package org.icefloe.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The first example of FIPS 180. */
    @Test
    void digestIsThatOfTheStandard() {
        assertThat(HexFormat.of().formatHex(Sha256.of(bytes("abc")))).isEqualTo(OF_ABC);
        assertThat(Sha256.hex(32, bytes("abc"))).isEqualTo(OF_ABC);
    }

    @Test
    void partsAreOneBehindTheOther() {
        assertThat(Sha256.hex(6, bytes("a"), bytes(""), bytes("bc"))).isEqualTo(OF_ABC.substring(0, 12));
    }
}
