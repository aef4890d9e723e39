/**
 * Files over HTTP, whole or in ranges, and only if they have changed (RFC 9110, 14):
 * {@link org.icefloe.files.FileResource} answers where nothing else does, with what
 * {@link org.icefloe.files.FileReplies} makes of a file.
 */
@NullMarked
package org.icefloe.files;

import org.jspecify.annotations.NullMarked;
