/**
 * Settings: {@code Settings} for the server, {@link org.icefloe.config.MountSettings} for one mount. Both are
 * immutable; whoever holds one holds a snapshot.
 */
@NullMarked
package org.icefloe.config;

import org.jspecify.annotations.NullMarked;
