package org.icefloe.site;

import java.util.List;

/**
 * What the page at the root shows.
 *
 * @param host the name under which the visitor has reached the server
 * @param streams what is on, the most heard first
 * @param listeners of all streams together
 * @param firstSource a command line that makes the first stream
 * @param directory whether there is one to lead to
 */
public record HomePage(String host, List<StreamCard> streams, int listeners, String firstSource, boolean directory) {}
