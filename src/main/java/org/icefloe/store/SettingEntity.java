package org.icefloe.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the table {@code server_setting}. Final, so that Hibernate makes no proxy class for it. */
@Entity
@Table(name = "server_setting")
final class SettingEntity {
    @Id
    private String setting = "";

    @Column(name = "setting_value")
    private String value = "";

    /** For Hibernate. */
    private SettingEntity() {}

    static SettingEntity of(String key, String value) {
        SettingEntity row = new SettingEntity();
        row.setting = key;
        row.value = value;
        return row;
    }

    String key() {
        return setting;
    }

    String value() {
        return value;
    }
}
