/**
 * What this server asks of others over HTTP, but for streams: {@link org.icefloe.net.http.HttpCalls} posts forms
 * without a thread that waits, {@link org.icefloe.net.http.LazyClient} is what it and others ask by,
 * {@link org.icefloe.net.http.HttpFaults} says why there was no answer.
 */
@NullMarked
package org.icefloe.net.http;

import org.jspecify.annotations.NullMarked;
