package org.icefloe.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.icefloe.auth.Account;
import org.icefloe.auth.Role;
import org.icefloe.mount.MountPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A row of the table {@code account}, with those of {@code account_mount} that belong to it. Final, so that Hibernate
 * makes no proxy class for it.
 */
@Entity
@Table(name = "account")
final class AccountEntity {
    private static final Logger log = LoggerFactory.getLogger(AccountEntity.class);

    @Id
    private String username = "";

    @Enumerated(EnumType.STRING)
    private Role role = Role.SOURCE;

    @Column(name = "password_hash")
    private String passwordHash = "";

    /** All of them at once, and not one query for each account. */
    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "account_mount", joinColumns = @JoinColumn(name = "username"))
    @Column(name = "mounts")
    private Set<String> mounts = new HashSet<>();

    /** For Hibernate. */
    private AccountEntity() {}

    static AccountEntity of(Account account) {
        AccountEntity row = new AccountEntity();
        row.username = account.username();
        row.role = account.role();
        row.passwordHash = account.passwordHash();
        account.mounts().forEach(pattern -> row.mounts.add(pattern.toString()));
        return row;
    }

    /**
     * Empty, with a line in the log, if no mount can have one of its names in this version: to leave the name out could
     * make the account good for more than it was.
     */
    Optional<Account> toAccount() {
        try {
            return Optional.of(Account.of(
                    username, role, mounts.stream().map(MountPattern::parse).toList(), passwordHash));
        } catch (IllegalArgumentException noPattern) {
            log.warn("The account {} is left out: {}", username, noPattern.getMessage());
            return Optional.empty();
        }
    }
}
