package org.icefloe.auth.htpasswd;

import com.password4j.BcryptFunction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.icefloe.auth.PasswordScheme;

/**
 * The hashes of htpasswd files.
 *
 * <pre>
 *   23b4222d2613a2765d4d432d2d65e88e      MD5 in hex, without salt: Icecast 2.4
 *   $1$salt$...    $apr1$salt$...         MD5 of crypt(3), and Apache's
 *   $5$salt$...    $6$rounds=10000$...    SHA-256 and SHA-512 of crypt(3) (Drepper): Icecast 2.5
 *   $2y$10$...                            bcrypt, as Apache's htpasswd -B writes it
 * </pre>
 *
 * <p>New ones are {@code $6$}. yescrypt ({@code $y$}) is none that Java has, nor are salts that are empty or have other
 * characters than {@code ./0-9A-Za-z}.
 */
public final class CryptHash implements PasswordScheme {
    /** What ten times the usual 5,000 rounds take is a good part of a second; more would be a trap. */
    private static final int MOST_ROUNDS = 500_000;

    /** 2^14 rounds take a second. */
    private static final int HIGHEST_COST = 14;

    /** Longer ones would make SHA-crypt work for minutes. */
    private static final int LONGEST_PASSWORD = 256;

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");
    private static final String SALT = "[./0-9A-Za-z]";
    private static final Pattern MD5 = Pattern.compile("\\$(?:1|apr1)\\$" + SALT + "{1,8}\\$" + SALT + "{22}");
    private static final Pattern SHA = Pattern.compile(
            "\\$(?:5|6)\\$(?:rounds=(\\d{1,9})\\$)?" + SALT + "{1,16}\\$(?:" + SALT + "{43}|" + SALT + "{86})");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$" + SALT + "{53}");

    private final SecureRandom random;
    private final String decoy;

    /** @param random for salts */
    public CryptHash(SecureRandom random) {
        this.random = random;
        this.decoy = hash("nobody has this password");
    }

    /** Whether this is a hash that passwords can be compared with. */
    static boolean isKnown(String hash) {
        Matcher sha = SHA.matcher(hash);
        if (sha.matches()) {
            return sha.group(1) == null || Integer.parseInt(sha.group(1)) <= MOST_ROUNDS;
        }
        Matcher bcrypt = BCRYPT.matcher(hash);
        if (bcrypt.matches()) {
            int cost = Integer.parseInt(bcrypt.group(1));
            return cost >= 4 && cost <= HIGHEST_COST;
        }
        return HEX.matcher(hash).matches() || MD5.matcher(hash).matches();
    }

    /**
     * Hashes a password with a fresh salt: SHA-512 of crypt(3), 5,000 rounds.
     *
     * @throws IllegalArgumentException if it is empty, longer than 256 bytes, or has a NUL
     */
    public String hash(String password) {
        if (!isUsable(password)) {
            throw new IllegalArgumentException("a password has 1 to " + LONGEST_PASSWORD + " bytes, and no NUL");
        }
        return Sha2Crypt.sha512Crypt(password.getBytes(StandardCharsets.UTF_8), null, random);
    }

    @Override
    public boolean matches(String password, String hash) {
        return isUsable(password) && isKnown(hash) && equal(again(password, hash), hash);
    }

    @Override
    public String decoy() {
        return decoy;
    }

    /** What the password becomes in the way of the hash; of bcrypt the verdict itself, in the same form. */
    private static String again(String password, String hash) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (hash.startsWith("$2")) {
            return BcryptFunction.getInstanceFromHash(hash).check(password, hash) ? hash : "";
        }
        if (hash.startsWith("$apr1$")) {
            return Md5Crypt.apr1Crypt(bytes, hash);
        }
        return switch (hash.substring(0, 3)) {
            case "$1$" -> Md5Crypt.md5Crypt(bytes, hash);
            case "$5$" -> Sha2Crypt.sha256Crypt(bytes, hash);
            case "$6$" -> Sha2Crypt.sha512Crypt(bytes, hash);
            default -> md5(bytes);
        };
    }

    private static String md5(byte[] password) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(password));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5, which every Java must have", e);
        }
    }

    /** Takes as long wherever the first difference is; digits of hex may be of either case. */
    private static boolean equal(String one, String hash) {
        String other = hash.startsWith("$") ? hash : hash.toLowerCase(Locale.ROOT);
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** A password with a NUL is none: bcrypt takes it for the end, and crypt(3) for the end as well. */
    private static boolean isUsable(String password) {
        return !password.isEmpty()
                && password.indexOf('\0') < 0
                && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PASSWORD;
    }
}
