package org.icefloe.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.icefloe.mount.MountName;
import org.icefloe.relay.RelayEntry;
import org.icefloe.relay.Upstream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A row of the table {@code relay}, with those of {@code relay_upstream} that belong to it. Final, so that Hibernate
 * makes no proxy class for it.
 */
@Entity
@Table(name = "relay")
final class RelayEntity {
    private static final Logger log = LoggerFactory.getLogger(RelayEntity.class);

    @Id
    private String mount = "";

    private boolean enabled;

    @Column(name = "on_demand")
    private boolean onDemand;

    @Column(name = "idle_timeout_ms")
    private @Nullable Long idleTimeoutMillis;

    /** All of them at once, and not one query for each relay. Where a place is left free, there is null. */
    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "relay_upstream", joinColumns = @JoinColumn(name = "mount"))
    @OrderColumn(name = "place")
    private List<@Nullable UpstreamRow> upstreams = new ArrayList<>();

    /** For Hibernate. */
    private RelayEntity() {}

    static RelayEntity of(RelayEntry entry) {
        RelayEntity row = new RelayEntity();
        row.mount = entry.mount().value();
        row.enabled = entry.enabled();
        row.onDemand = entry.onDemand();
        row.idleTimeoutMillis = entry.idleTimeout().map(Duration::toMillis).orElse(null);
        entry.upstreams().forEach(upstream -> row.upstreams.add(UpstreamRow.of(upstream)));
        return row;
    }

    /** Empty, with a line in the log, if this version can make no relay of it. */
    Optional<RelayEntry> toEntry() {
        try {
            List<Upstream> known = upstreams.stream()
                    .filter(Objects::nonNull)
                    .flatMap(this::toUpstream)
                    .toList();
            return Optional.of(new RelayEntry(
                    new MountName(mount),
                    known,
                    enabled,
                    onDemand,
                    Optional.ofNullable(idleTimeoutMillis).map(Duration::ofMillis)));
        } catch (IllegalArgumentException noRelay) {
            log.warn("The relay of {} is left out: {}", mount, noRelay.getMessage());
            return Optional.empty();
        }
    }

    /** Leaves out what cannot be read, which another version may have written: there may be others to hear. */
    private Stream<Upstream> toUpstream(UpstreamRow row) {
        try {
            return Stream.of(row.toUpstream());
        } catch (IllegalArgumentException unreadable) {
            log.warn("An upstream of the relay of {} is left out: {}", mount, unreadable.getMessage());
            return Stream.empty();
        }
    }
}
