/**
 * All entries of a moment, compressed once for all who read them: {@link org.icefloe.directory.dump.Dumps} has the
 * {@link org.icefloe.directory.dump.Dump} of the present, of what a {@link org.icefloe.directory.dump.DumpContent}
 * says.
 */
@NullMarked
package org.icefloe.directory.dump;

import org.jspecify.annotations.NullMarked;
