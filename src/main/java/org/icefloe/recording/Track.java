package org.icefloe.recording;

import java.time.Duration;
import org.icefloe.format.StreamTags;

/**
 * A title in a recording.
 *
 * @param offset how far from the beginning of the file it begins
 * @param position the byte of the file at which it begins
 * @param tags may be empty, as long as nobody has said anything
 */
record Track(Duration offset, long position, StreamTags tags) {}
