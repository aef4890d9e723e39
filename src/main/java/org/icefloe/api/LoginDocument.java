package org.icefloe.api;

import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.config.SettingTypes;
import org.icefloe.mount.MountPattern;
import org.icefloe.rest.BadFieldException;

/**
 * The login of a mount's source as JSON.
 *
 * @param user {@code source}, if missing
 * @param password in clear text; only ever sent in
 */
record LoginDocument(Optional<String> user, Optional<String> password) {
    static final String USER = "user";
    private static final String PASSWORD = "password";

    /** @throws BadFieldException if it is no object of these two fields */
    static LoginDocument read(Object json) {
        if (!(json instanceof Map<?, ?> object)) {
            throw new BadFieldException("source", "expected an object");
        }
        object.keySet().forEach(LoginDocument::requireKnown);
        return new LoginDocument(text(object, USER), text(object, PASSWORD));
    }

    private static void requireKnown(Object field) {
        if (!field.equals(USER) && !field.equals(PASSWORD)) {
            throw new BadFieldException("source." + field, "there is no such field; known are [user, password]");
        }
    }

    private static Optional<String> text(Map<?, ?> object, String field) {
        Object value = object.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw new BadFieldException("source." + field, "expected a text");
    }

    /**
     * The account that this login stands for.
     *
     * @param earlier the hash to keep if there is no password
     * @throws BadFieldException if user or password cannot be used
     */
    Account toAccount(MountPattern mounts, PasswordHasher hasher, Optional<String> earlier) {
        String hash = password.map(clear -> hash(hasher, clear))
                .or(() -> earlier)
                .orElseThrow(() -> new BadFieldException("source.password", "a new login needs one"));
        try {
            return Account.ofSource(mounts, username(), hash);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("source.user", e.getMessage());
        }
    }

    private String username() {
        SettingTypes.Line line = new SettingTypes.Line();
        try {
            return user.map(line::convert).orElse(Account.SOURCE_USER);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("source.user", "expected " + line.expected());
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
