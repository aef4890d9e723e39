/** Links that let in for a while: {@link org.icefloe.auth.token.ListenerTokens} makes and reads them. */
@NullMarked
package org.icefloe.auth.token;

import org.jspecify.annotations.NullMarked;
