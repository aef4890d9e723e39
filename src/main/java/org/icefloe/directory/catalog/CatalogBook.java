package org.icefloe.directory.catalog;

import java.util.Collection;

/**
 * Where entries outlive a restart. Its methods wait for a disk, and throw a {@link RuntimeException} with a sentence
 * for the operator when that fails. Called by one thread at a time, but for {@link #all}.
 */
public interface CatalogBook {
    /** All that are kept. */
    Collection<Entry> all();

    /**
     * Drops entries, and keeps others: all, or nothing. What else is kept of the listen URLs of those is dropped too.
     *
     * @param gone the SIDs of those that are dropped; some may not be there
     * @param added no two of the same listen URL
     */
    void write(Collection<String> gone, Collection<Entry> added);

    /** Notes the last touch, curve, check and subtype of entries; those that are not kept stay so. */
    void touch(Collection<Entry> touched);

    /** How often people have gone to stations, all that is kept. */
    Collection<ClickCount> clicks();

    /**
     * Drops the counts of stations, and puts others in the place of what is kept, if anything is: all, or nothing.
     *
     * @param gone the ids of those that are dropped; some may not be there
     */
    void writeClicks(Collection<ClickCount> changed, Collection<String> gone);
}
