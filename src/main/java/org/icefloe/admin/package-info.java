/**
 * What encoders, players and panels ask of an Icecast besides streams, answered in Icecast's words:
 * {@link org.icefloe.admin.MetadataResource} and {@link org.icefloe.admin.ShoutcastMetadataResource} set titles, and
 * {@link org.icefloe.admin.StatusResource} says what is on.
 */
@NullMarked
package org.icefloe.admin;

import org.jspecify.annotations.NullMarked;
