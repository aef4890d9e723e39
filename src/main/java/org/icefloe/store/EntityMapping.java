package org.icefloe.store;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import javax.sql.DataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Sets Hibernate up for a few small tables: everything it need not do at the start is off. */
final class EntityMapping {
    private EntityMapping() {}

    static EntityManagerFactory of(DatabaseKind kind, DataSource pool) {
        return new HibernatePersistenceConfiguration("icefloe")
                .managedClasses(AccountEntity.class, MountEntity.class, SecretEntity.class, SettingEntity.class)
                .managedClasses(RelayEntity.class, UpstreamRow.class)
                .managedClasses(HistoryEntity.class, HistoryKeyEntity.class)
                .managedClasses(DirectoryEntity.class, ClickEntity.class)
                .sharedCacheMode(SharedCacheMode.NONE)
                .validationMode(ValidationMode.NONE)
                .xmlMappings(false)
                .property("hibernate.connection.datasource", pool)
                .property("jakarta.persistence.database-product-name", kind.product())
                .property("hibernate.boot.allow_jdbc_metadata_access", false)
                .property("hibernate.bytecode.use_reflection_optimizer", false)
                .property("hibernate.query.plan_cache_enabled", false)
                // A minute of history is some thousand rows at once.
                .property("hibernate.jdbc.batch_size", 100)
                .createEntityManagerFactory();
    }
}
