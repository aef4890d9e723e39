package org.icefloe.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;

/**
 * Makes and reads what stands behind {@code ?token=} in the links of players that cannot log in.
 *
 * <pre>
 *   1.MTc2NDM3MDgwMAphbm5hCi9jbHViLm1wMw.q3Zz...
 *   | |                                  HMAC-SHA256 (RFC 2104) over all before the last dot
 *   | base64url (RFC 4648, 5) of three lines: end in seconds since 1970, user or nothing, mount or pattern
 *   version
 * </pre>
 *
 * <p>Nothing is kept of a token: whoever has the key can tell that it made it. A new key makes all of them void.
 */
public final class ListenerTokens {
    /** How long a key is, in bytes. */
    public static final int KEY_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "1";
    private static final int LONGEST = 4096;

    private final SecretKeySpec key;
    private final Clock clock;

    /** @param key {@value #KEY_BYTES} random bytes */
    public ListenerTokens(byte[] key, Clock clock) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
    }

    /**
     * A token for these mounts.
     *
     * @param end when it ceases to let in
     * @param user under which name the listener is known; without a line end
     * @throws IllegalArgumentException if the user has one, or the token would be longer than {@link #read} takes
     */
    public String issue(MountPattern mounts, Instant end, Optional<String> user) {
        String name = user.orElse("");
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a user name has no control characters");
        }
        String claim = end.getEpochSecond() + "\n" + name + "\n" + mounts;
        String signed = VERSION + "." + encode(claim.getBytes(StandardCharsets.UTF_8));
        String token = signed + "." + encode(sign(signed));
        if (token.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "with this user and mount the token has more than " + LONGEST + " characters");
        }
        return token;
    }

    /** What a token is good for at this mount, now. */
    public TokenVerdict read(String token, MountName mount) {
        int dot = token.lastIndexOf('.');
        if (dot < 0 || token.length() > LONGEST || !isSigned(token.substring(0, dot), token.substring(dot + 1))) {
            return new TokenVerdict.Bad(TokenVerdict.Fault.FORGED);
        }
        try {
            return judge(token.substring(VERSION.length() + 1, dot), mount);
        } catch (IllegalArgumentException anotherVersion) {
            return new TokenVerdict.Bad(TokenVerdict.Fault.FORGED);
        }
    }

    private TokenVerdict judge(String payload, MountName mount) {
        String[] claim = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8).split("\n", 3);
        if (!MountPattern.parse(claim[2]).matches(mount)) {
            return new TokenVerdict.Bad(TokenVerdict.Fault.ELSEWHERE);
        }
        if (!clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(claim[0])))) {
            return new TokenVerdict.Bad(TokenVerdict.Fault.EXPIRED);
        }
        return new TokenVerdict.Good(Optional.of(claim[1]).filter(user -> !user.isEmpty()));
    }

    private boolean isSigned(String signed, String signature) {
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(encode(sign(signed)).getBytes(StandardCharsets.UTF_8), given);
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM + ", which every Java must have", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
