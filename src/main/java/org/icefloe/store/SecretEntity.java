package org.icefloe.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the table {@code secret}. Final, so that Hibernate makes no proxy class for it. */
@Entity
@Table(name = "secret")
final class SecretEntity {
    @Id
    private String name = "";

    @Column(name = "secret_value")
    private String value = "";

    /** For Hibernate. */
    private SecretEntity() {}

    static SecretEntity of(String name, String value) {
        SecretEntity row = new SecretEntity();
        row.name = name;
        row.value = value;
        return row;
    }

    String name() {
        return name;
    }

    String value() {
        return value;
    }
}
