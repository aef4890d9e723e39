package org.icefloe.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.icefloe.stats.history.Listening;
import org.icefloe.stats.history.Period;
import org.icefloe.stats.history.PeriodKey;
import org.icefloe.stats.history.Resolution;
import org.icefloe.stats.history.Scope;
import org.icefloe.stats.history.Traffic;
import org.icefloe.stats.history.UniqueSketch;
import org.icefloe.stats.history.Uniques;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code history}. Final, so that Hibernate makes no proxy class for it. */
@Entity
@Table(name = "history")
@IdClass(HistoryEntity.Key.class)
final class HistoryEntity {
    @Id
    private String mount = "";

    @Id
    @Enumerated(EnumType.STRING)
    private Resolution resolution = Resolution.MINUTE;

    @Id
    private Instant began = Instant.EPOCH;

    @Column(name = "observed_ms")
    private long observedMillis;

    @Column(name = "listener_ms")
    private long listenerMillis;

    @Column(name = "listener_peak")
    private int peak;

    private long connections;
    private long uniques;

    @Column(name = "bytes_in")
    private long bytesIn;

    @Column(name = "bytes_out")
    private long bytesOut;

    private String agents = "";

    private byte @Nullable [] sketch;

    /** For Hibernate. */
    private HistoryEntity() {}

    static HistoryEntity of(Period period) {
        HistoryEntity row = new HistoryEntity();
        row.mount = period.key().scope().name();
        row.resolution = period.key().resolution();
        row.began = period.key().start();
        row.set(period);
        return row;
    }

    private void set(Period period) {
        observedMillis = period.listening().observedMillis();
        listenerMillis = period.listening().listenerMillis();
        peak = period.listening().peak();
        connections = period.listening().connections();
        uniques = period.uniques().count();
        bytesIn = period.traffic().in();
        bytesOut = period.traffic().out();
        agents = AgentsText.of(period.agents());
        // Most minutes are whole, and need none; which saves most of their room.
        sketch = period.isWhole()
                ? null
                : period.uniques().sketch().map(UniqueSketch::toBytes).orElse(null);
    }

    /** Adds what else was counted within its period. */
    void add(Period more) {
        set(toPeriod().plus(more));
    }

    Period toPeriod() {
        return new Period(
                new PeriodKey(new Scope(mount), resolution, began),
                new Listening(observedMillis, listenerMillis, peak, connections),
                new Traffic(bytesIn, bytesOut),
                new Uniques(uniques, sketch()),
                AgentsText.read(agents));
    }

    /** One that another version has written differently is as good as none. */
    private Optional<UniqueSketch> sketch() {
        try {
            return Optional.ofNullable(sketch).map(UniqueSketch::ofBytes);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    String mount() {
        return mount;
    }

    /** What makes a row. Its fields are those of the row, by which Hibernate finds them. */
    static final class Key implements Serializable {
        private String mount = "";
        private Resolution resolution = Resolution.MINUTE;
        private Instant began = Instant.EPOCH;

        /** For Hibernate. */
        private Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && mount.equals(key.mount)
                    && resolution == key.resolution
                    && began.equals(key.began);
        }

        @Override
        public int hashCode() {
            return Objects.hash(mount, resolution, began);
        }
    }
}
