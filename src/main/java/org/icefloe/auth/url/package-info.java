/**
 * Listeners and sources by a backend of the operator's, as Icecast's authentication of type {@code url} has it.
 * {@link org.icefloe.auth.url.UrlAuthenticator} asks and tells, of each {@link org.icefloe.auth.url.Visitor};
 * {@link org.icefloe.net.http.HttpCalls} calls, without a thread that waits; {@link org.icefloe.auth.url.UrlVerdict} is
 * what comes of it.
 */
@NullMarked
package org.icefloe.auth.url;

import org.jspecify.annotations.NullMarked;
