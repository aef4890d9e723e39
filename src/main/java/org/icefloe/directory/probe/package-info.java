/**
 * Visits the streams of the directory, seldom and politely, and says of each whether it is there and what it claims to
 * be. The {@link org.icefloe.directory.probe.Prober} decides who is visited when; what was found it tells the
 * {@link org.icefloe.directory.catalog.Catalog}.
 */
@NullMarked
package org.icefloe.directory.probe;

import org.jspecify.annotations.NullMarked;
