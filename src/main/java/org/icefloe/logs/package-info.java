/**
 * What is written down of what happens, in files of lines: {@link org.icefloe.logs.Logs} opens them all. Doors hand the
 * {@link org.icefloe.logs.AccessLog} a record of each connection that has ended, {@link org.icefloe.logs.PlaylistLog}
 * hears of titles, and {@link org.icefloe.logs.ErrorLog} takes what the program says to SLF4J. Nobody who has a line to
 * be written waits for a disk: lines wait in a {@link org.icefloe.logs.LineWriter} of their own, and one thread writes
 * them into a {@link org.icefloe.logs.LogFile}, which begins anew when it is full.
 */
@NullMarked
package org.icefloe.logs;

import org.jspecify.annotations.NullMarked;
