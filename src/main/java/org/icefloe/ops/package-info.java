/**
 * For whoever keeps the server running: {@link org.icefloe.ops.HealthResource} tells machines whether it is well, from
 * a list of {@link org.icefloe.ops.HealthCheck}s written in words for people.
 */
@NullMarked
package org.icefloe.ops;

import org.jspecify.annotations.NullMarked;
