package org.icefloe.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogFigures;
import org.icefloe.rest.AdminOnly;
import org.icefloe.stats.ServerCounters;
import org.icefloe.stats.ServerStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What the server has counted since its start, {@code GET /api/v1/statistics}: what {@code /admin/stats} tells too, and
 * what Icecast has no name for.
 */
@Path("/api/v1/statistics")
@AdminOnly
@Produces(MediaType.APPLICATION_JSON)
public final class StatisticsResource {
    private final ServerStatistics statistics;
    private final Optional<Catalog> catalog;

    /** @param catalog the directory, if this server is one */
    public StatisticsResource(ServerStatistics statistics, Optional<Catalog> catalog) {
        this.statistics = statistics;
        this.catalog = catalog;
    }

    /**
     * All of it.
     *
     * @param connections of clients
     * @param clientConnections requests by {@code GET}
     * @param listenerConnections listeners that were let in
     * @param sourceConnections sources that were let in
     * @param listeners who are there now
     * @param listenerPeak the most who were there at once
     * @param sources that are there now
     * @param slowListeners who were dropped because they fell behind
     * @param listenerSeconds how long all listeners together have listened
     * @param bytesReceived from sources
     * @param bytesSent to listeners, without the heads of responses
     * @param directory how full it is; left out if this server is none
     */
    record Counters(
            long connections,
            long clientConnections,
            long listenerConnections,
            long sourceConnections,
            int listeners,
            int listenerPeak,
            int sources,
            long slowListeners,
            double listenerSeconds,
            long bytesReceived,
            long bytesSent,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            CatalogFigures directory) {}

    /** As they are now; looks at each listener and source that is there, and at each entry of the directory. */
    @GET
    public Counters counters() {
        ServerCounters counters = statistics.counters();
        return new Counters(
                counters.connections(),
                counters.clientConnections(),
                counters.listenerConnections(),
                counters.sourceConnections(),
                counters.listeners(),
                counters.listenerPeak(),
                counters.sources(),
                counters.slowListeners(),
                statistics.listening().toMillis() / 1000.0,
                statistics.bytesReceived(),
                statistics.bytesSent(),
                catalog.map(Catalog::figures).orElse(null));
    }
}
