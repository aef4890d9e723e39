package org.icefloe.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.icefloe.config.Settings;
import org.icefloe.config.Version;
import org.icefloe.listener.ListenerGate;
import org.icefloe.listener.ListenerSession;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.relay.RelayReport;
import org.icefloe.source.SourceGate;

/** The figures of the server and of its mounts, under the names that Icecast 2.4.4 gives them, and in its order. */
public final class ServerStatistics {
    /** What the server calls itself. */
    public static final String SERVER_ID = "Icefloe " + Version.CURRENT;

    private final ServerCounters counters = new ServerCounters();
    private final MountRegistry mounts;
    private final ListenerGate listeners;
    private final SourceGate sources;
    private final Supplier<Settings.Server> server;
    private final Instant began;
    private final RelayReport relays;

    /**
     * Begins to count.
     *
     * @param began when the server started
     * @param relays which of the sources are other servers'
     */
    public ServerStatistics(
            MountRegistry mounts,
            ListenerGate listeners,
            SourceGate sources,
            Supplier<Settings.Server> server,
            Instant began,
            RelayReport relays) {
        this.mounts = mounts;
        this.listeners = listeners;
        this.sources = sources;
        this.server = server;
        this.began = began;
        this.relays = relays;
        listeners.audience().observe(counters);
        sources.observe(counters);
    }

    /** To be told what only doors see. */
    public ServerCounters counters() {
        return counters;
    }

    /** What anybody may know of the server. */
    public Map<String, String> introduction() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("admin", server.get().contact());
        words.put("host", server.get().hostname());
        words.put("location", server.get().location());
        words.put("server_id", server.get().id().orElse(SERVER_ID));
        words.put("server_start", SourceStatistics.mailDate(began));
        words.put("server_start_iso8601", SourceStatistics.isoDate(began));
        return words;
    }

    /** Everything about the server as a whole. */
    public SortedMap<String, String> global() {
        SortedMap<String, String> all = new TreeMap<>(introduction());
        put(all, "client_connections", counters.clientConnections());
        put(all, "clients", counters.listeners() + counters.sources() + counters.stats());
        put(all, "connections", counters.connections());
        put(all, "file_connections", counters.fileConnections());
        put(all, "listener_connections", counters.listenerConnections());
        put(all, "listeners", counters.listeners());
        put(all, "source_client_connections", counters.sourceConnections());
        put(all, "source_relay_connections", counters.relayConnections());
        put(all, "source_total_connections", counters.sourceConnections() + counters.relayConnections());
        put(all, "sources", counters.sources());
        put(all, "stats", counters.stats());
        put(all, "stats_connections", counters.statsConnections());
        return all;
    }

    private static void put(Map<String, String> all, String name, long value) {
        all.put(name, Long.toString(value));
    }

    /** What anybody may know of a mount; what is not known of it is left out. */
    public static SortedMap<String, String> publicOf(Mount mount, String address) {
        return texts(SourceStatistics.of(mount, address));
    }

    /** How the relays fare now. */
    public RelayStatistics relays() {
        return RelayStatistics.of(relays);
    }

    /** Everything about a mount; what is not known of it is left out. */
    public static SortedMap<String, String> of(Mount mount, String address, RelayStatistics relays) {
        SortedMap<String, String> all = texts(SourceStatistics.whole(mount, address));
        all.putAll(relays.of(mount.name()));
        return all;
    }

    private static SortedMap<String, String> texts(Map<String, Object> members) {
        SortedMap<String, String> texts = new TreeMap<>();
        members.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    /** The server, under an empty name, and each mount under its own. */
    SortedMap<String, SortedMap<String, String>> all(Function<MountName, String> address) {
        SortedMap<String, SortedMap<String, String>> all = new TreeMap<>();
        all.put("", global());
        RelayStatistics now = relays();
        mounts.all().forEach(mount -> all.put(mount.name().value(), of(mount, address.apply(mount.name()), now)));
        return Collections.unmodifiableSortedMap(all);
    }

    /** Bytes that were ever sent to listeners, without the heads of responses. Looks at each who is there. */
    public long bytesSent() {
        return counters.bytesSentToThoseGone()
                + listeners.audience().all().stream()
                        .mapToLong(ListenerSession::bytesSent)
                        .sum();
    }

    /** Bytes that ever came from sources. Looks at each that is there. */
    public long bytesReceived() {
        return counters.bytesReceivedFromThoseGone() + sources.bytesReceived();
    }

    /** How long all listeners together have ever listened. Looks at each who is there. */
    public Duration listening() {
        return listeners.audience().all().stream()
                .map(ListenerSession::connected)
                .reduce(Duration.ofNanos(counters.nanosOfThoseGone()), Duration::plus);
    }
}
