/**
 * Time as the rest of the program sees it: {@link org.icefloe.time.Ticker} for spans, {@link java.time.Clock} for
 * dates. Both are passed in, so that a test can move them by hand; nothing outside this package and {@code boot} asks
 * the system for the time.
 */
@NullMarked
package org.icefloe.time;

import org.jspecify.annotations.NullMarked;
