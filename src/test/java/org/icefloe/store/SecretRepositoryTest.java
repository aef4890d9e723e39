package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretRepositoryTest {
    @TempDir
    Path home;

    @Test
    void keyOutlivesARestartAndIsNoOthers() {
        byte[] key = key("listener-tokens");

        assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(key("listener-tokens")).isEqualTo(key);
        assertThat(key("something-else")).isNotEqualTo(key);
    }

    private byte[] key(String name) {
        try (Database database = Database.open(Homes.at(home))) {
            return new SecretRepository(database, new SecureRandom()).key(name, 32);
        }
    }
}
