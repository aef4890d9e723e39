/**
 * Who may listen: {@link org.icefloe.listener.access.ListenerAccess} goes by the settings of the mount that is asked
 * for, and asks whoever they name.
 */
@NullMarked
package org.icefloe.listener.access;

import org.jspecify.annotations.NullMarked;
