/**
 * The choice of a parser: {@link org.icefloe.format.parser.StreamParsers} has one for every
 * {@link org.icefloe.format.ContentType}.
 */
@NullMarked
package org.icefloe.format.parser;

import org.jspecify.annotations.NullMarked;
