/**
 * What is common to all that has to do with directories: {@link org.icefloe.directory.HttpFaults} says why another one
 * has not answered.
 */
@NullMarked
package org.icefloe.directory;

import org.jspecify.annotations.NullMarked;
