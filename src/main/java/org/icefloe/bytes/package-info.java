/**
 * Small helpers for bytes and text that come from outside: {@link org.icefloe.bytes.Printable} makes text safe to show,
 * {@link org.icefloe.bytes.FilePaths} tells which paths are safe to look up, {@link org.icefloe.bytes.Faults} says what
 * went wrong, {@link org.icefloe.bytes.Sha256} makes digests.
 */
@NullMarked
package org.icefloe.bytes;

import org.jspecify.annotations.NullMarked;
