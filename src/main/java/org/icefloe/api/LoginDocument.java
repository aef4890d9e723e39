package org.icefloe.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.mount.MountName;
import org.icefloe.rest.BadFieldException;
import org.jspecify.annotations.Nullable;

/**
 * The login of a mount's source as JSON.
 *
 * @param user {@code source}, if missing
 * @param password in clear text; only ever sent in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LoginDocument(@Nullable String user, @Nullable String password) {
    static LoginDocument of(Account account) {
        return new LoginDocument(account.username(), null);
    }

    /**
     * The account that this login stands for.
     *
     * @param earlier the hash to keep if there is no password
     * @throws BadFieldException if user or password cannot be used
     */
    Account toAccount(MountName mount, PasswordHasher hasher, Optional<String> earlier) {
        String hash = Optional.ofNullable(password)
                .map(clear -> hash(hasher, clear))
                .or(() -> earlier)
                .orElseThrow(() -> new BadFieldException("source.password", "a new login needs one"));
        String username = Fields.text("source.user", user).orElse(Account.SOURCE_USER);
        try {
            return Account.ofSource(mount, username, hash);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("source.user", e.getMessage());
        }
    }

    private static String hash(PasswordHasher hasher, String clear) {
        try {
            return hasher.hash(clear);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("source.password", e.getMessage());
        }
    }

    /** Leaves the password out, so that no log line has it. */
    @Override
    public String toString() {
        return "LoginDocument[" + user + "]";
    }
}
