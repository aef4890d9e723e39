/**
 * The stream port: the whole of Icecast's wire protocol on one TCP port. {@link org.icefloe.wire.StreamPort} opens it;
 * {@link org.icefloe.wire.RequestReader} reads a request's head and passes the connection on: to a source, a listener,
 * a SHOUTcast login, or the JAX-RS application, which answers everything that is no stream. Netty does the sockets and
 * stays in here.
 */
@NullMarked
package org.icefloe.wire;

import org.jspecify.annotations.NullMarked;
