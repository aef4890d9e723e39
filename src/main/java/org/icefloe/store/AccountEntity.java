package org.icefloe.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.icefloe.auth.Account;
import org.icefloe.auth.Role;

/** A row of the table {@code account}. Final, so that Hibernate makes no proxy class for it. */
@Entity
@Table(name = "account")
final class AccountEntity {
    @Id
    private String username = "";

    @Enumerated(EnumType.STRING)
    private Role role = Role.SOURCE;

    @Column(name = "password_hash")
    private String passwordHash = "";

    /** For Hibernate. */
    private AccountEntity() {}

    static AccountEntity of(Account account) {
        AccountEntity row = new AccountEntity();
        row.username = account.username();
        row.role = account.role();
        row.passwordHash = account.passwordHash();
        return row;
    }

    Account toAccount() {
        return Account.of(username, role, passwordHash);
    }
}
