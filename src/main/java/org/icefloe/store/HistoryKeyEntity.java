package org.icefloe.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** A row of the table {@code history_key}. Final, so that Hibernate makes no proxy class for it. */
@Entity
@Table(name = "history_key")
final class HistoryKeyEntity {
    @Id
    @Column(name = "key_day")
    private LocalDate day = LocalDate.EPOCH;

    @Column(name = "key_bytes")
    private byte[] bytes = {};

    /** For Hibernate. */
    private HistoryKeyEntity() {}

    static HistoryKeyEntity of(LocalDate day, byte[] bytes) {
        HistoryKeyEntity row = new HistoryKeyEntity();
        row.day = day;
        row.bytes = bytes;
        return row;
    }

    LocalDate day() {
        return day;
    }

    byte[] bytes() {
        return bytes;
    }
}
