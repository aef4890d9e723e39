/**
 * The heart: a {@link org.icefloe.mount.Mount} has one {@link org.icefloe.mount.StreamBuffer}, into which one source
 * writes and out of which any number of {@link org.icefloe.mount.Cursor}s read. {@link org.icefloe.mount.MountRegistry}
 * knows which mounts are on. Nothing here knows who comes to it, or over what.
 */
@NullMarked
package org.icefloe.mount;

import org.jspecify.annotations.NullMarked;
