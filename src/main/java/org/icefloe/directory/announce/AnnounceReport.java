package org.icefloe.directory.announce;

import java.util.List;

/** What is known of all listings. Any thread may ask. */
@FunctionalInterface
public interface AnnounceReport {
    /** Every listing, by the name of its mount, and the directory's address. */
    List<ListingStatus> listings();
}
