/**
 * The servlet door: streams on the container's own port. {@link org.icefloe.servlet.StreamFilter} takes the requests
 * that are streams and passes all others on. A source's body comes by a {@code ReadListener}, a listener's stream goes
 * by a {@code WriteListener}; where the container hands over the bare connection ({@link org.icefloe.servlet.Tunnel}),
 * both go without HTTP's framing.
 */
@NullMarked
package org.icefloe.servlet;

import org.jspecify.annotations.NullMarked;
