package org.icefloe.stats.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes listeners unknowable: whoever reads the database finds hashes of addresses and user agents, made with a key
 * (HMAC, RFC 2104, with SHA-256) that is another one each day of UTC, and forgotten some days later. Within its day a
 * key outlives a restart, so that who returns after it is known to have been there.
 *
 * <p>Not safe for threads.
 */
final class DayKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecureRandom random;
    private final Map<LocalDate, byte[]> keys = new HashMap<>();

    /** Those that no store knows yet. */
    private final Map<LocalDate, byte[]> fresh = new TreeMap<>();

    private Optional<LocalDate> dayOfMac = Optional.empty();
    private Mac mac;

    /** @param kept what a store has kept of earlier keys */
    DayKeys(Map<LocalDate, byte[]> kept, SecureRandom random) {
        this.random = random;
        this.keys.putAll(kept);
        this.mac = mac();
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    /** A number that stands for a listener within a day. */
    long hash(LocalDate day, String address, String userAgent) {
        if (!dayOfMac.equals(Optional.of(day))) {
            turnTo(day);
        }
        mac.update(address.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        mac.update(userAgent.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(mac.doFinal()).getLong();
    }

    private void turnTo(LocalDate day) {
        byte[] key = keys.computeIfAbsent(day, this::makeUp);
        try {
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        dayOfMac = Optional.of(day);
        keys.keySet().removeIf(kept -> kept.isBefore(day.minusDays(History.DAYS_OF_KEYS)));
    }

    private byte[] makeUp(LocalDate day) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        fresh.put(day, key);
        return key;
    }

    private static Mac mac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException impossible) {
            // Every Java has it.
            throw new IllegalStateException(impossible);
        }
    }

    /** Those that are still to be kept by a store. */
    Map<LocalDate, byte[]> fresh() {
        return Map.copyOf(fresh);
    }

    /** A store has kept these. */
    void kept(Map<LocalDate, byte[]> stored) {
        fresh.keySet().removeAll(stored.keySet());
    }
}
