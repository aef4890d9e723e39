package org.icefloe.directory.catalog;

/**
 * How full the directory is at a moment.
 *
 * @param entries streams that servers have listed here
 * @param maxEntries how many there may be
 * @param mirrored streams of other directories that are shown here, besides
 * @param bad of the entries: those that the last visit has found silent, or to be something else
 * @param servers {@linkplain org.icefloe.net.Subscriber subscribers} that have entries
 * @param unwritten of the entries: those whose last touch is not written yet; after a minute or two it is, if the
 *     database is well
 */
public record CatalogFigures(int entries, int maxEntries, int mirrored, int bad, int servers, int unwritten) {}
