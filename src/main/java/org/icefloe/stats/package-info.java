/**
 * What the server tells of itself in figures. {@link org.icefloe.stats.ServerCounters} counts,
 * {@link org.icefloe.stats.ServerStatistics} puts the figures under Icecast's names,
 * {@link org.icefloe.stats.StatusDocument} makes the public document of them, and {@link org.icefloe.stats.StatsFeed}
 * tells those who want to hear of every change.
 */
@NullMarked
package org.icefloe.stats;

import org.jspecify.annotations.NullMarked;
