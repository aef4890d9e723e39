/**
 * What one directory takes from another: {@link org.icefloe.directory.mirror.EntryLines} writes what is listed here for
 * those who want it, and {@link org.icefloe.directory.mirror.Mirrors} fetches what is listed elsewhere.
 */
@NullMarked
package org.icefloe.directory.mirror;

import org.jspecify.annotations.NullMarked;
