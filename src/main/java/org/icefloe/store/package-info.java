/**
 * What outlives a restart. {@link org.icefloe.store.Database} opens it, {@link org.icefloe.store.MountRepository} keeps
 * the entries of mounts, {@link org.icefloe.store.SettingRepository} what was set while the server ran, and
 * {@link org.icefloe.store.AccountRepository} logins; all answer from memory and write through, and what they have
 * acknowledged a kill does not take away. Entities stay in here.
 */
@NullMarked
package org.icefloe.store;

import org.jspecify.annotations.NullMarked;
