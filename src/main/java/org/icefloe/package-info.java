/**
 * Icefloe, a streaming server that speaks Icecast.
 *
 * <p>The packages stand in the order in which a byte passes them, and each uses only those above it: {@code bytes},
 * {@code time} and {@code format} are plain Java; {@code config} holds the settings; {@code mount} is the heart, where
 * one source writes and many listeners read; {@code auth}, {@code source} and {@code listener} are the sessions that
 * come to it; {@code store} keeps settings and accounts; {@code wire} and {@code servlet} are the two doors;
 * {@code rest}, {@code admin}, {@code api}, {@code site} and {@code ops} answer everything that is no stream;
 * {@code boot} puts it all together. {@code docs/architecture.md} follows a byte from socket to socket.
 */
package org.icefloe;
