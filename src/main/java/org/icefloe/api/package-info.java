/**
 * The REST interface, version 1: JSON over {@code /api/v1}. {@link org.icefloe.api.MountsResource} answers for the
 * entries of mounts, {@link org.icefloe.api.DefaultMountResource} for the template of all,
 * {@link org.icefloe.api.SettingsResource} for the settings of the server, {@link org.icefloe.api.AccountsResource} for
 * accounts, {@link org.icefloe.api.StatisticsResource} for what was counted. The types of their JSON stay in here.
 */
@NullMarked
package org.icefloe.api;

import org.jspecify.annotations.NullMarked;
