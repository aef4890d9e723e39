package org.icefloe.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings that are kept as long as the test runs. */
public final class KeptInMemory implements KeptSettings {
    private final Map<String, String> kept = new HashMap<>();

    /** What the next call to keep something fails with. */
    public Optional<RuntimeException> failure = Optional.empty();

    @Override
    public Map<String, String> all() {
        return Map.copyOf(kept);
    }

    @Override
    public void keep(Map<String, Optional<String>> changes) {
        failure.ifPresent(fault -> {
            throw fault;
        });
        changes.forEach((key, text) -> text.ifPresentOrElse(said -> kept.put(key, said), () -> kept.remove(key)));
    }
}
