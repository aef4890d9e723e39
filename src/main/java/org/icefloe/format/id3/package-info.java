/** ID3v2 tags, which broadcast software sends between the frames of a stream: {@link org.icefloe.format.id3.Id3v2}. */
@NullMarked
package org.icefloe.format.id3;

import org.jspecify.annotations.NullMarked;
