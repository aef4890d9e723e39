package org.icefloe.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which fingerprints were found right, and which wrong. They are kept apart, so that a flood of wrong passwords does
 * not push out the right ones; of each, those not asked for the longest go first.
 */
final class VerdictCache {
    /** How many of each are kept; about 200 bytes each. */
    static final int CAPACITY = 4_096;

    private final Set<String> right = recentlyUsed();
    private final Set<String> wrong = recentlyUsed();

    Optional<Boolean> get(String fingerprint) {
        if (touch(right, fingerprint)) {
            return Optional.of(true);
        }
        return touch(wrong, fingerprint) ? Optional.of(false) : Optional.empty();
    }

    void put(String fingerprint, boolean verdict) {
        (verdict ? right : wrong).add(fingerprint);
    }

    /** Whether it is there; if so, it is now the youngest. */
    private static boolean touch(Set<String> set, String fingerprint) {
        synchronized (set) {
            return set.contains(fingerprint) && !set.add(fingerprint);
        }
    }

    private static Set<String> recentlyUsed() {
        return Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > CAPACITY;
            }
        }));
    }
}
