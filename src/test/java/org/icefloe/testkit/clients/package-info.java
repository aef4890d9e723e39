/**
 * Real programs on both sides of a stream. A {@link org.icefloe.testkit.clients.SourceProgram} plays a
 * {@link org.icefloe.testkit.clients.Sample} to a mount of a {@link org.icefloe.testkit.clients.Target}; a
 * {@link org.icefloe.testkit.clients.Recorder} keeps what a listener is sent, and
 * {@link org.icefloe.testkit.clients.Decoding} and {@link org.icefloe.testkit.clients.Sound} say whether it is whole. A
 * {@link org.icefloe.testkit.clients.ServerCatalog} starts the servers; nothing else in here knows which server it is.
 */
@NullMarked
package org.icefloe.testkit.clients;

import org.jspecify.annotations.NullMarked;
