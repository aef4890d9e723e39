package org.icefloe.store;

import java.security.SecureRandom;
import java.util.Base64;

/** Keeps the random keys by which this server knows its own signatures again after a restart. */
public final class SecretRepository {
    private final Database database;
    private final SecureRandom random;

    public SecretRepository(Database database, SecureRandom random) {
        this.database = database;
        this.random = random;
    }

    /**
     * The key of that name, which is made up the first time.
     *
     * @param bytes how long it is
     * @throws StoreException if it could not be kept
     */
    public byte[] key(String name, int bytes) {
        return database.all(SecretEntity.class).stream()
                .filter(secret -> secret.name().equals(name))
                .findFirst()
                .map(secret -> Base64.getDecoder().decode(secret.value()))
                .orElseGet(() -> makeUp(name, bytes));
    }

    private byte[] makeUp(String name, int bytes) {
        byte[] key = new byte[bytes];
        random.nextBytes(key);
        SecretEntity secret = SecretEntity.of(name, Base64.getEncoder().encodeToString(key));
        database.write(manager -> manager.persist(secret), () -> {});
        return key;
    }
}
