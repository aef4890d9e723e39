/** What somebody looks for in the directory, as the query of a request says it, for {@code api} and {@code site}. */
@NullMarked
package org.icefloe.rest.directory;

import org.jspecify.annotations.NullMarked;
