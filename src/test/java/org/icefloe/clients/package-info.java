/**
 * What stations and listeners run, run against the server: {@code SourceClientsIT} and {@code ListenerClientsIT} on the
 * stream port, {@code ServletDoorClientsIT} on the port of every container, {@code ReconnectIT} for sources that go and
 * come back. What worked with which version goes to {@code target/compatibility.md}.
 */
@NullMarked
package org.icefloe.clients;

import org.jspecify.annotations.NullMarked;
