package org.icefloe.directory.catalog;

import java.util.List;

/**
 * What a query has found.
 *
 * @param total how many there are
 * @param stations those of the page that was asked for
 */
public record Found(int total, List<Station> stations) {}
