package org.icefloe.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class HttpFaultsTest {
    /** Java's client has no other kind for what its network says. */
    @Test
    void connectionThatIsNotMadeIsRefusedOnlyIfTheOtherRefused() {
        assertThat(HttpFaults.words(new ConnectException("Network is unreachable")))
                .isEqualTo("cannot be reached: Network is unreachable");
        assertThat(HttpFaults.words(new ConnectException("Connection refused")))
                .isEqualTo("cannot be reached: the connection was refused");
        assertThat(HttpFaults.words(new ConnectException())).isEqualTo("cannot be reached: the connection was refused");
    }
}
