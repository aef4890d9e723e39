/**
 * What {@code api} and {@code site} share of the directory: what somebody looks for, as the query of a request says it,
 * and how a {@link org.icefloe.directory.dump.Dump} is sent.
 */
@NullMarked
package org.icefloe.rest.directory;

import org.jspecify.annotations.NullMarked;
