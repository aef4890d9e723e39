package org.icefloe.directory.catalog;

import java.time.Duration;
import org.icefloe.net.HostList;

/**
 * What the directory takes, as its settings say.
 *
 * @param allowPrivate whether streams may be listed that only a network of somebody's own can reach
 * @param touchInterval how often a server is asked to touch its entries, at least 1 s
 * @param maxEntries the most there may be
 * @param maxPerAddress the most of one {@linkplain org.icefloe.net.Subscriber subscriber}
 * @param denied the hosts whose streams are not listed, nor anything that they list
 */
public record CatalogPolicy(
        boolean allowPrivate, Duration touchInterval, int maxEntries, int maxPerAddress, HostList denied) {
    boolean denies(Entry entry) {
        return denied.contains(entry.address()) || denied.contains(entry.host());
    }
}
