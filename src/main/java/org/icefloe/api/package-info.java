/**
 * The REST interface, version 1: JSON over {@code /api/v1}. {@link org.icefloe.api.MountsResource} answers for the
 * mounts' own entries. The records of its JSON stay in here.
 */
@NullMarked
package org.icefloe.api;

import org.jspecify.annotations.NullMarked;
