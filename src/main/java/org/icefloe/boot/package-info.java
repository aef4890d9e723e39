/**
 * Where everything is put together: {@link org.icefloe.boot.IcefloeContextListener} is called by the container,
 * {@link org.icefloe.boot.Readiness} says when both doors are open. Nobody depends on this package.
 */
@NullMarked
package org.icefloe.boot;

import org.jspecify.annotations.NullMarked;
