package org.icefloe.stats;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icefloe.auth.Authenticator;
import org.icefloe.listener.ListenerGate;
import org.icefloe.mount.MountRegistry;
import org.icefloe.relay.RelayReport;
import org.icefloe.source.SourceGate;

/**
 * The statistics of a server that tests have put together.
 *
 * @param server under Icecast's names
 * @param forDoors what doors need
 */
public record Figures(ServerStatistics server, Statistics forDoors) {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "test-statistics");
        thread.setDaemon(true);
        return thread;
    });

    public static Figures of(
            MountRegistry mounts,
            ListenerGate listeners,
            SourceGate sources,
            Authenticator authenticator,
            Instant began) {
        ServerStatistics server =
                new ServerStatistics(mounts, listeners, sources, TestServer::settings, began, RelayReport.NONE);
        StatsFeed feed = new StatsFeed(server, mount -> "http://radio.example.org:8000" + mount, TIMER);
        return new Figures(
                server,
                new Statistics(
                        server.counters(), new StatsGate(authenticator, feed), new StatusDocument(mounts, server)));
    }
}
