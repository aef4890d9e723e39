package org.icefloe.auth;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import java.nio.charset.StandardCharsets;

/**
 * Turns passwords into what may be kept of them: bcrypt, version 2b (Provos and Mazières, 1999).
 *
 * <p>Why bcrypt and not Argon2id: a streaming server shares its memory with thousands of listeners, and a check with
 * Argon2id at its recommended strength takes 19 MiB of heap each time, which a flood of wrong passwords would turn into
 * pauses. bcrypt takes 4 KiB and as much time.
 */
public final class PasswordHasher implements PasswordScheme {
    /** The longest password, in bytes of UTF-8; bcrypt would ignore what comes after. */
    public static final int MAX_BYTES = 72;

    /** 2^10 rounds, the least that OWASP recommends; 50 to 100 ms of a processor in this implementation. */
    private static final int COST = 10;

    /** A well-formed hash, of the same cost, that no known password has. */
    private static final String DECOY = "$2b$" + COST + "$" + ".".repeat(53);

    private final BcryptFunction bcrypt = BcryptFunction.getInstance(Bcrypt.B, COST);

    /**
     * Hashes a password with a fresh salt.
     *
     * @throws IllegalArgumentException if it is empty or longer than {@link #MAX_BYTES}, or has a NUL or half a
     *     character
     */
    public String hash(String password) {
        if (!isUsable(password)) {
            throw new IllegalArgumentException("a password has 1 to " + MAX_BYTES + " bytes of UTF-8, and no NUL");
        }
        return bcrypt.hash(password).getResult();
    }

    /** Takes as long whatever the answer. */
    @Override
    public boolean matches(String password, String hash) {
        boolean equal = bcrypt.check(isUsable(password) ? password : "too long", hash);
        return equal && isUsable(password);
    }

    @Override
    public String decoy() {
        return DECOY;
    }

    /**
     * To bcrypt, {@code lis} is the same as itself, a NUL and itself again; and UTF-8 has no half of a surrogate pair.
     */
    private static boolean isUsable(String password) {
        return !password.isEmpty()
                && password.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(password)
                && password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }
}
