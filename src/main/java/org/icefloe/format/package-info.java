/**
 * What a stream is made of. A {@link org.icefloe.format.StreamParser} takes a source's bytes in whatever portions the
 * network delivers them and hands whole {@link org.icefloe.format.Frame}s to a {@link org.icefloe.format.FrameSink},
 * saying of each whether a decoder may begin there. {@link org.icefloe.format.ContentType} chooses the parser. No
 * threads, no I/O, JDK only.
 */
@NullMarked
package org.icefloe.format;

import org.jspecify.annotations.NullMarked;
