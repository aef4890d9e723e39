/**
 * Recordings, Icecast's dump files: {@link org.icefloe.recording.Recordings} has a recorder for every mount that is on,
 * which reads the mount's buffer as a listener does and writes whole frames to files, one after the other. Beside a
 * file may stand a list of its titles, and old files may be cleared away. Nothing here can hold up a stream: a disk
 * that is slow costs the recording, and only that.
 */
@NullMarked
package org.icefloe.recording;

import org.jspecify.annotations.NullMarked;
