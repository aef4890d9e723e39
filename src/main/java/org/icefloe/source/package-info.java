/**
 * Those who send. {@link org.icefloe.source.SourceGate} decides whether a {@link org.icefloe.source.SourceRequest} may
 * have its mount; a {@link org.icefloe.source.SourceSession} then takes the bytes, from whatever door, through the
 * parser of their format into the mount's buffer.
 */
@NullMarked
package org.icefloe.source;

import org.jspecify.annotations.NullMarked;
