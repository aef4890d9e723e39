/** Logins that are wrong, and requests that nobody should send, at both doors of a running server. */
@NullMarked
package org.icefloe.security;

import org.jspecify.annotations.NullMarked;
