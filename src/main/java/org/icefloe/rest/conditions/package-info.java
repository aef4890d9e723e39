/** On which conditions a client wants a document (RFC 9110, 13), for {@code files}, {@code api} and {@code site}. */
@NullMarked
package org.icefloe.rest.conditions;

import org.jspecify.annotations.NullMarked;
