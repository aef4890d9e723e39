/**
 * Ogg (RFC 3533), the container of Vorbis, Opus, FLAC, Speex and Theora. {@link org.icefloe.format.ogg.OggPageReader}
 * cuts and checks {@link org.icefloe.format.ogg.OggPage}s; {@link org.icefloe.format.ogg.OggParser} knows which of them
 * are headers, where one chained link ends and the next begins, and on which page a decoder can start.
 * {@link org.icefloe.format.ogg.Relink} puts a title into a stream that has another.
 */
@NullMarked
package org.icefloe.format.ogg;

import org.jspecify.annotations.NullMarked;
