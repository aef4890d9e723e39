/**
 * AAC in the Audio Data Transport Stream of ISO/IEC 13818-7 and 14496-3: {@link org.icefloe.format.adts.AdtsParser}
 * cuts the frames, {@link org.icefloe.format.adts.AdtsHeader} says what one is.
 */
@NullMarked
package org.icefloe.format.adts;

import org.jspecify.annotations.NullMarked;
