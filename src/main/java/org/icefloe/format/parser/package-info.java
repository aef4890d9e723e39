/**
 * The choice of a parser: {@link org.icefloe.format.parser.StreamParsers} has one for every
 * {@link org.icefloe.format.ContentType}, {@link org.icefloe.format.parser.Openings} a clean beginning for whoever
 * joins in the middle.
 */
@NullMarked
package org.icefloe.format.parser;

import org.jspecify.annotations.NullMarked;
