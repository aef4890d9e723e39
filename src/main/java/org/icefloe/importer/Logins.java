package org.icefloe.importer;

import java.nio.charset.StandardCharsets;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.importer.ImportPlan.Login;

/** What is asked of logins before they are taken. */
final class Logins {
    private Logins() {}

    /** @throws NotTakenException if it can be no login here */
    static Login checked(Login login) {
        if (login.user().contains(":") || login.user().chars().anyMatch(Character::isISOControl)) {
            throw new NotTakenException("a user name has no colon and no control character");
        }
        if (login.password().getBytes(StandardCharsets.UTF_8).length > PasswordHasher.MAX_BYTES) {
            throw new NotTakenException("a password has at most " + PasswordHasher.MAX_BYTES + " bytes");
        }
        return login;
    }

    /** A value for the report: an address without the login that it may have in it. */
    static String withoutPassword(String value) {
        return value.replaceFirst("^(https?://)[^/]*@", "$1***@");
    }

    /** Whether a setting's value is not to be reported. */
    static boolean isSecret(String key) {
        return key.endsWith("password");
    }
}
