package org.icefloe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictCacheTest {
    private final VerdictCache cache = new VerdictCache();

    @Test
    void unknownFingerprintHasNoVerdict() {
        assertThat(cache.get("x")).isEmpty();
    }

    @Test
    void floodOfWrongPasswordsLeavesTheRightOnes() {
        cache.put("right", true);
        for (int i = 0; i <= VerdictCache.CAPACITY; i++) {
            cache.put("wrong " + i, false);
        }

        assertThat(cache.get("right")).contains(true);
        assertThat(cache.get("wrong 0")).isEmpty();
        assertThat(cache.get("wrong 1")).contains(false);
    }

    @Test
    void whatIsAskedForStays() {
        cache.put("asked", false);
        for (int i = 1; i < VerdictCache.CAPACITY; i++) {
            cache.put("wrong " + i, false);
        }
        cache.get("asked");
        cache.put("one more", false);

        assertThat(cache.get("asked")).contains(false);
        assertThat(cache.get("wrong 1")).isEmpty();
    }
}
