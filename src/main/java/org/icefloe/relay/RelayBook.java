package org.icefloe.relay;

import java.util.Collection;

/** The relays that are set up. Answers from memory. */
public interface RelayBook {
    /** Every entry, by the name of its mount. */
    Collection<RelayEntry> all();

    /** Has an observer told of every change, after it and before the next one. It must return at once. */
    void onChange(Runnable observer);
}
