/**
 * How many listened when, to what, and with which players, minute by minute, hour by hour and day by day.
 * {@link org.icefloe.stats.history.History} is the way in: it is told of every mount and listener, hands each minute
 * that is over to a {@link org.icefloe.stats.history.HistoryStore}, and answers a
 * {@link org.icefloe.stats.history.HistoryQuery} with {@link org.icefloe.stats.history.Period}s, of which the present
 * one is the last. Spans are measured with the ticker and only labelled with the clock, in UTC.
 */
@NullMarked
package org.icefloe.stats.history;

import org.jspecify.annotations.NullMarked;
