package org.icefloe.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.icefloe.rest.InProcess;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.icefloe.stats.ServerCounters;
import org.junit.jupiter.api.Test;

class StatisticsResourceTest {
    private final Station station = new Station();
    private final InProcess server = InProcess.of(
            new RestConfig(station.authenticator())
                    .serve(
                            StatisticsResource.class,
                            new StatisticsResource(station.figures().server())),
            "http://localhost:8080/");

    @Test
    void adminIsToldWhatHasBeenCounted() {
        ServerCounters counters = station.figures().server().counters();
        counters.connected();
        counters.connected();
        counters.asked();

        assertThat(server.get("api/v1/statistics").login(Station.ADMIN).send().body())
                .isEqualTo("{\"connections\":2,\"clientConnections\":1,\"listenerConnections\":0,"
                        + "\"sourceConnections\":0,\"listeners\":0,\"listenerPeak\":0,\"sources\":0,"
                        + "\"slowListeners\":0,\"listenerSeconds\":0.0,\"bytesReceived\":0,\"bytesSent\":0}");
        assertThat(server.get("api/v1/statistics").login(Station.SOURCE).send().status())
                .isEqualTo(401);
    }
}
