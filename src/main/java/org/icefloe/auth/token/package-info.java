/**
 * Links that let in for a while: {@link org.icefloe.auth.token.ListenerTokens} makes and reads them, and
 * {@link org.icefloe.auth.token.TokenIssuer} makes them as admins want them.
 */
@NullMarked
package org.icefloe.auth.token;

import org.jspecify.annotations.NullMarked;
