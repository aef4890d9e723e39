package org.icefloe.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.icefloe.auth.Account;
import org.icefloe.config.MountOverrides;
import org.icefloe.mount.MountName;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code mount}; a field that is null is left to the server's defaults. Final, so that Hibernate
 * makes no proxy class for it.
 */
@Entity
@Table(name = "mount")
final class MountEntity {
    @Id
    private String name = "";

    @Column(name = "source_timeout_ms")
    private @Nullable Long sourceTimeoutMillis;

    @Column(name = "burst_size")
    private @Nullable Integer burstSize;

    @Column(name = "queue_size")
    private @Nullable Integer queueSize;

    @Column(name = "metadata_interval")
    private @Nullable Integer metadataInterval;

    @Column(name = "delivery_interval_ms")
    private @Nullable Long deliveryIntervalMillis;

    @Column(name = "max_listeners")
    private @Nullable Integer maxListeners;

    private @Nullable String charset;

    private @Nullable Boolean hidden;

    /** Null in a row whose columns are all null. */
    @Embedded
    private @Nullable StreamColumns stream;

    @Column(name = "source_user")
    private @Nullable String sourceUser;

    @Column(name = "source_password_hash")
    private @Nullable String sourcePasswordHash;

    /** For Hibernate. */
    private MountEntity() {}

    static MountEntity of(MountEntry entry) {
        MountEntity row = new MountEntity();
        row.name = entry.name().value();
        row.fill(entry.overrides());
        row.sourceUser = entry.source().map(Account::username).orElse(null);
        row.sourcePasswordHash = entry.source().map(Account::passwordHash).orElse(null);
        return row;
    }

    private void fill(MountOverrides overrides) {
        sourceTimeoutMillis = millis(overrides.sourceTimeout());
        burstSize = boxed(overrides.burstSize());
        queueSize = boxed(overrides.queueSize());
        metadataInterval = boxed(overrides.metadataInterval());
        deliveryIntervalMillis = millis(overrides.deliveryInterval());
        maxListeners = boxed(overrides.maxListeners());
        charset = overrides.charset().map(Charset::name).orElse(null);
        hidden = overrides.hidden().orElse(null);
        stream = StreamColumns.of(overrides.stream());
    }

    MountEntry toEntry() {
        MountName mount = new MountName(name);
        Optional<Account> source = Optional.ofNullable(sourceUser)
                .flatMap(user ->
                        Optional.ofNullable(sourcePasswordHash).map(hash -> Account.ofSource(mount, user, hash)));
        return new MountEntry(mount, toOverrides(), source);
    }

    private MountOverrides toOverrides() {
        return new MountOverrides(
                Optional.ofNullable(sourceTimeoutMillis).map(Duration::ofMillis),
                unboxed(burstSize),
                unboxed(queueSize),
                unboxed(metadataInterval),
                Optional.ofNullable(deliveryIntervalMillis).map(Duration::ofMillis),
                unboxed(maxListeners),
                Optional.ofNullable(charset).map(Charset::forName),
                Optional.ofNullable(hidden),
                StreamColumns.toDescription(stream));
    }

    private static @Nullable Long millis(Optional<Duration> span) {
        return span.map(Duration::toMillis).orElse(null);
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static OptionalInt unboxed(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
