package org.icefloe.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.icefloe.directory.catalog.ClickCount;

/** A row of the table {@code directory_clicks}. Final, so that Hibernate makes no proxy class for it. */
@Entity
@Table(name = "directory_clicks")
final class ClickEntity {
    @Id
    private String station = "";

    private long clicks;
    private Instant seen = Instant.EPOCH;

    /** For Hibernate. */
    private ClickEntity() {}

    static ClickEntity of(ClickCount count) {
        ClickEntity row = new ClickEntity();
        row.station = count.station();
        row.clicks = count.clicks();
        row.seen = count.seen();
        return row;
    }

    ClickCount toCount() {
        return new ClickCount(station, clicks, seen);
    }
}
