package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerRequestTest {
    @ParameterizedTest
    @CsvSource({"1, true", "' 1 ', true", "2, true", "001, true", "0, false", "'', false", "-1, false", "yes, false"})
    void anyNumberOfOneOrMoreAsksForMetadata(String header, boolean asks) {
        assertThat(ListenerRequest.asksForMetadata(header)).isEqualTo(asks);
    }

    @ParameterizedTest
    @CsvSource({"99999999999999999999, false", "4294967297, false"})
    void numberOutOfAllBoundsDoesNot(String header, boolean asks) {
        assertThat(ListenerRequest.asksForMetadata(header)).isEqualTo(asks);
    }
}
