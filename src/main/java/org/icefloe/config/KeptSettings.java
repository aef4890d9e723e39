package org.icefloe.config;

import java.util.Map;
import java.util.Optional;

/** Where settings are kept that were changed while the server ran. Safe for any number of threads. */
public interface KeptSettings {
    /** What is kept, by key. From memory. */
    Map<String, String> all();

    /**
     * Keeps changes, all of them or none. When it returns, they outlive whatever happens to this process; if it fails,
     * {@link #all} says whether they hold nevertheless.
     *
     * @param changes by key; empty drops what is kept
     */
    void keep(Map<String, Optional<String>> changes);
}
