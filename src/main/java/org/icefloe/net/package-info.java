/**
 * Where somebody is on the network, and under which address they see this server: an {@link org.icefloe.net.Origin}, a
 * path in the characters of a URI by {@link org.icefloe.net.Percent}, and what {@link org.icefloe.net.TrustedProxies}
 * say of whoever stands before them. {@link org.icefloe.net.Chunks} are the one thing of HTTP that both sides of a
 * connection have to take apart.
 */
@NullMarked
package org.icefloe.net;

import org.jspecify.annotations.NullMarked;
