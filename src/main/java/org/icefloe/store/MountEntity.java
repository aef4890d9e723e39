package org.icefloe.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.icefloe.auth.Account;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;
import org.icefloe.mount.MountPattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A row of the table {@code mount}, with those of {@code mount_setting} that belong to it. Final, so that Hibernate
 * makes no proxy class for it.
 */
@Entity
@Table(name = "mount")
final class MountEntity {
    private static final Logger log = LoggerFactory.getLogger(MountEntity.class);

    @Id
    private String name = "";

    /** All of them at once, and not one query for each mount. */
    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "mount_setting", joinColumns = @JoinColumn(name = "mount"))
    @MapKeyColumn(name = "setting")
    @Column(name = "setting_value")
    private Map<String, String> settings = new HashMap<>();

    @Column(name = "source_user")
    private @Nullable String sourceUser;

    @Column(name = "source_password_hash")
    private @Nullable String sourcePasswordHash;

    /** For Hibernate. */
    private MountEntity() {}

    static MountEntity of(MountEntry entry) {
        MountEntity row = new MountEntity();
        row.name = entry.pattern().toString();
        row.settings.putAll(entry.overrides().toTexts());
        row.sourceUser = entry.source().map(Account::username).orElse(null);
        row.sourcePasswordHash = entry.source().map(Account::passwordHash).orElse(null);
        return row;
    }

    /** Empty, with a line in the log, if its name can be no mount's in this version. */
    Optional<MountEntry> toEntry() {
        try {
            MountPattern pattern = MountPattern.parse(name);
            return Optional.of(new MountEntry(pattern, toOverrides(), toAccount(pattern)));
        } catch (IllegalArgumentException noPattern) {
            log.warn("The entry of {} is left out: {}", name, noPattern.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Account> toAccount(MountPattern mounts) {
        return Optional.ofNullable(sourceUser).flatMap(user -> Optional.ofNullable(sourcePasswordHash)
                .map(hash -> Account.ofSource(mounts, user, hash)));
    }

    private MountOverrides toOverrides() {
        MountOverrides overrides = MountOverrides.NONE;
        for (Map.Entry<String, String> said : new TreeMap<>(settings).entrySet()) {
            overrides = with(overrides, said.getKey(), said.getValue());
        }
        return overrides;
    }

    /** Leaves out what cannot be read, which another version may have written: the mount is to stream all the same. */
    private MountOverrides with(MountOverrides overrides, String key, String text) {
        Optional<MountSetting<?>> setting = MountSetting.find(key);
        if (setting.isEmpty()) {
            log.warn("The entry of {} has the setting {}, which this version does not know; it is left out", name, key);
            return overrides;
        }
        try {
            return overrides.withText(setting.get(), text);
        } catch (IllegalArgumentException unreadable) {
            String expected = setting.get().type().expected();
            log.warn("{} = {} in the entry of {} is left out: expected {}", key, text, name, expected);
            return overrides;
        }
    }
}
