package org.icefloe.stats;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.icefloe.mount.MountName;
import org.icefloe.relay.RelayReport;
import org.icefloe.relay.RelayStatus;
import org.icefloe.relay.RelayStatus.UpstreamStatus;

/**
 * How the relays fare at one moment, in members beside those of Icecast, which has {@code on_demand} alone.
 *
 * <pre>
 *   on_demand              1, or nothing
 *   relay_phase            disabled, idle, connecting, live or failing
 *   relay_since            2026-11-29T12:00:03+0000
 *   relay_state            the same in words
 *   relay_upstream         where it comes from
 *   relay_next_try         2026-11-29T12:00:15+0000
 * </pre>
 */
public final class RelayStatistics {
    private final SortedMap<MountName, RelayStatus> relays = new TreeMap<>();

    private RelayStatistics() {}

    /** As they fare now. */
    static RelayStatistics of(RelayReport report) {
        RelayStatistics now = new RelayStatistics();
        report.relays().forEach(relay -> now.relays.put(relay.mount(), relay));
        return now;
    }

    /** The members of a mount; none if it is no relay. */
    public Map<String, String> of(MountName mount) {
        return Optional.ofNullable(relays.get(mount))
                .map(RelayStatistics::members)
                .orElse(Map.of());
    }

    /** The mounts of those relays that are to be told of beside the sources, in the order of their names. */
    public List<MountName> names(Predicate<MountName> wanted) {
        return relays.keySet().stream().filter(wanted).toList();
    }

    private static Map<String, String> members(RelayStatus relay) {
        Map<String, String> members = new TreeMap<>();
        if (relay.onDemand()) {
            members.put("on_demand", "1");
        }
        members.put("relay_phase", relay.phase().name().toLowerCase(Locale.ROOT));
        members.put("relay_since", time(relay.since()));
        members.put("relay_state", relay.words());
        relay.nextTry().ifPresent(at -> members.put("relay_next_try", time(at)));
        relay.upstreams().stream()
                .filter(UpstreamStatus::current)
                .findFirst()
                .ifPresent(upstream -> members.put("relay_upstream", upstream.url()));
        return members;
    }

    private static String time(Instant instant) {
        return SourceStatistics.isoDate(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
