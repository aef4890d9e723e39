package org.icefloe.stats;

/**
 * What doors need of this room.
 *
 * @param counters to be told what only they see
 * @param gate where those come in who follow the statistics
 * @param status the public document
 */
public record Statistics(ServerCounters counters, StatsGate gate, StatusDocument status) {}
