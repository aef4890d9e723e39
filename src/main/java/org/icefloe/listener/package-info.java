/**
 * Those who listen. {@link org.icefloe.listener.ListenerGate} lets a request in, a
 * {@link org.icefloe.listener.ListenerSession} is one listener at one mount, and a {@link org.icefloe.listener.FanOut}
 * visits thousands of them on one thread. Where the bytes go is a {@link org.icefloe.listener.ListenerSink}, which each
 * door implements.
 */
@NullMarked
package org.icefloe.listener;

import org.jspecify.annotations.NullMarked;
