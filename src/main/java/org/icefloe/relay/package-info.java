/**
 * Streams of other servers, heard here as if their sources had come here. {@link org.icefloe.relay.Relays} keeps all
 * relays running that the {@link org.icefloe.relay.RelayBook} and the master name;
 * {@link org.icefloe.relay.RelayStatus} says how each fares. It speaks HTTP and SHOUTcast's dialect of it itself, over
 * a {@link org.icefloe.relay.Network} that only moves bytes.
 */
@NullMarked
package org.icefloe.relay;

import org.jspecify.annotations.NullMarked;
