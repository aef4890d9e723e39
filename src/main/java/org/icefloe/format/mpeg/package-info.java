/**
 * MPEG audio (ISO/IEC 11172-3 and 13818-3), layers I to III: {@link org.icefloe.format.mpeg.MpegParser} cuts the
 * frames, {@link org.icefloe.format.mpeg.MpegFrameHeader} says what one is, and
 * {@link org.icefloe.format.mpeg.MpegOpening} lets a stream begin in its middle.
 */
@NullMarked
package org.icefloe.format.mpeg;

import org.jspecify.annotations.NullMarked;
