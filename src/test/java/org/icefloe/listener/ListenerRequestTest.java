package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.icefloe.auth.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerRequestTest {
    @ParameterizedTest
    @CsvSource({"1, true", "' 1 ', true", "2, true", "001, true", "0, false", "'', false", "-1, false", "yes, false"})
    void anyNumberOfOneOrMoreAsksForMetadata(String header, boolean asks) {
        assertThat(wanted(header)).isEqualTo(asks);
    }

    @ParameterizedTest
    @CsvSource({"99999999999999999999, false", "4294967297, false"})
    void numberOutOfAllBoundsDoesNot(String header, boolean asks) {
        assertThat(wanted(header)).isEqualTo(asks);
    }

    @Test
    void requestWithoutTheHeaderWantsNoMetadata() {
        assertThat(Guest.at("/live").wantsIcyMetadata()).isFalse();
    }

    @Test
    void credentialsAreReadAndNeverShown() {
        ListenerRequest request =
                ListenerRequest.of("/live", "", Map.of("authorization", "Basic YW5uOnNlY3JldA=="), "192.0.2.1");

        assertThat(request.credentials()).hasValue(new Credentials("ann", "secret"));
        assertThat(request.toString()).doesNotContain("secret", "YW5uOnNlY3JldA");
    }

    private static boolean wanted(String header) {
        return ListenerRequest.of("/live", "", Map.of("icy-metadata", header), "192.0.2.1")
                .wantsIcyMetadata();
    }
}
