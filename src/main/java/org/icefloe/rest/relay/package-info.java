/**
 * Relays as the admin's commands and the REST API show and change them: {@link org.icefloe.rest.relay.RelayEditor}, and
 * the values in its {@linkplain org.icefloe.rest.relay.RelayDocument documents}.
 */
@NullMarked
package org.icefloe.rest.relay;

import org.jspecify.annotations.NullMarked;
