/**
 * A whole server on air: real sockets feed it and listen to it, and real decoders judge what came. {@code Stage} is the
 * server, {@code Tune} what its sources play, and an {@code Audience} keeps every byte it is sent.
 */
@NullMarked
package org.icefloe.onair;

import org.jspecify.annotations.NullMarked;
