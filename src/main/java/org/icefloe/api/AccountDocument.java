package org.icefloe.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.config.SettingTypes;
import org.icefloe.mount.MountPattern;
import org.icefloe.rest.BadFieldException;
import org.jspecify.annotations.Nullable;

/**
 * An account as JSON.
 *
 * <pre>
 *   { "user": "dj", "role": "source", "mounts": [ "/live.mp3", "/club/**" ], "password": "only sent in, never out" }
 * </pre>
 *
 * @param user as the address says, if at all
 * @param role {@code admin}, {@code source}, {@code relay} or {@code listener}
 * @param mounts names and patterns of mounts, of a source or a listener; without any it is good for all
 * @param password in clear text; without one an account keeps its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountDocument(
        @Nullable String user,
        @Nullable String role,
        @Nullable List<String> mounts,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable
        String password) {
    private static final SettingTypes.Choice<Role> ROLE = new SettingTypes.Choice<>(Role.class);

    /** The longest user name, in characters. */
    private static final int LONGEST_USER = 255;

    static AccountDocument of(Account account) {
        List<String> mounts =
                account.mounts().stream().map(MountPattern::toString).toList();
        return new AccountDocument(
                account.username(), ROLE.write(account.role()), account.role().isForMounts() ? mounts : null, null);
    }

    /**
     * The account that this stands for.
     *
     * @param address the user that the address names
     * @param earlier the hash to keep if there is no password
     * @throws BadFieldException naming the first field that cannot be used
     */
    Account toAccount(String address, PasswordHasher hasher, Optional<String> earlier) {
        requireUser(address);
        Role as = readRole();
        List<MountPattern> where = readMounts();
        if (!where.isEmpty() && !as.isForMounts()) {
            throw new BadFieldException("mounts", "only a source or a listener can be kept to some mounts");
        }
        return Account.of(address, as, where, hash(hasher, earlier));
    }

    private void requireUser(String address) {
        if (user != null && !user.equals(address)) {
            throw new BadFieldException("user", "the address says " + address + ", the body " + user);
        }
        if (address.contains(":")
                || address.isBlank()
                || address.length() > LONGEST_USER
                || address.chars().anyMatch(Character::isISOControl)) {
            throw new BadFieldException(
                    "user",
                    "expected 1 to " + LONGEST_USER + " characters, none of them a colon or a control character");
        }
    }

    private Role readRole() {
        try {
            return ROLE.convert(role == null ? "" : role);
        } catch (IllegalArgumentException unknown) {
            throw new BadFieldException("role", "expected " + ROLE.expected());
        }
    }

    private List<MountPattern> readMounts() {
        List<MountPattern> patterns = new ArrayList<>();
        for (String mount : mounts == null ? List.<@Nullable String>of() : mounts) {
            patterns.add(readMount(mount == null ? "" : mount));
        }
        return patterns;
    }

    private static MountPattern readMount(String mount) {
        try {
            MountPattern pattern = MountPattern.parse(mount);
            if (pattern.isReserved() || pattern.equals(MountPattern.TEMPLATE)) {
                throw new BadFieldException(
                        "mounts", mount + " can be no mount; leave mounts out if the account is good for all");
            }
            return pattern;
        } catch (IllegalArgumentException noMount) {
            throw new BadFieldException("mounts", noMount.getMessage());
        }
    }

    private String hash(PasswordHasher hasher, Optional<String> earlier) {
        if (password == null) {
            return earlier.orElseThrow(() -> new BadFieldException("password", "a new account needs one"));
        }
        try {
            return hasher.hash(password);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("password", e.getMessage());
        }
    }

    /** Leaves the password out, so that no log line has it. */
    @Override
    public String toString() {
        return "AccountDocument[" + user + "]";
    }
}
