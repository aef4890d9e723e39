package org.icefloe.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.SampleCatalogs;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.Station;
import org.icefloe.stats.ServerCounters;
import org.junit.jupiter.api.Test;

class StatisticsResourceTest {
    private final Station station = new Station();
    private final Catalog catalog = SampleCatalogs.open();
    private final InProcess server = InProcess.of(
            Applications.of(station.authenticator())
                    .serve(
                            StatisticsResource.class,
                            new StatisticsResource(station.figures().server(), Optional.of(catalog))),
            "http://localhost:8080/");

    @Test
    void adminIsToldWhatHasBeenCounted() {
        ServerCounters counters = station.figures().server().counters();
        counters.connected();
        counters.connected();
        counters.asked();
        SampleCatalogs.add(catalog, "Nordlicht", "http://radio.example/");

        assertThat(server.get("api/v1/statistics").login(Station.ADMIN).send().body())
                .isEqualTo("{\"connections\":2,\"clientConnections\":1,\"listenerConnections\":0,"
                        + "\"sourceConnections\":0,\"listeners\":0,\"listenerPeak\":0,\"sources\":0,"
                        + "\"slowListeners\":0,\"listenerSeconds\":0.0,\"bytesReceived\":0,\"bytesSent\":0,"
                        + "\"directory\":{\"entries\":1,\"maxEntries\":100,\"mirrored\":0,\"bad\":0,\"servers\":1,"
                        + "\"unwritten\":0}}");
        assertThat(server.get("api/v1/statistics").login(Station.SOURCE).send().status())
                .isEqualTo(401);
    }

    @Test
    void serverThatIsNoDirectoryTellsOfNone() {
        InProcess plain = InProcess.of(
                Applications.of(station.authenticator())
                        .serve(
                                StatisticsResource.class,
                                new StatisticsResource(station.figures().server(), Optional.empty())),
                "http://localhost:8080/");

        assertThat(plain.get("api/v1/statistics").login(Station.ADMIN).send().body())
                .endsWith("\"bytesSent\":0}");
    }
}
