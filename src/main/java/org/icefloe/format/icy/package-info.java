/**
 * ICY metadata, the titles between the bytes of a stream that carries none itself:
 * {@link org.icefloe.format.icy.IcyMetadata} is one block of it, {@link org.icefloe.format.icy.IcyDemuxer} takes the
 * blocks out of what a source or another server sends.
 */
@NullMarked
package org.icefloe.format.icy;

import org.jspecify.annotations.NullMarked;
