/**
 * What encoders, players and panels ask of an Icecast besides streams, answered in Icecast's words:
 * {@link org.icefloe.admin.MetadataResource} and {@link org.icefloe.admin.ShoutcastMetadataResource} set titles, and
 * {@link org.icefloe.admin.StatusResource} says what is on. The commands of {@code /admin} are a resource each;
 * {@link org.icefloe.admin.Commands} has what is common to them, and answers with an {@link org.icefloe.admin.Element}
 * or the page that shows it.
 */
@NullMarked
package org.icefloe.admin;

import org.jspecify.annotations.NullMarked;
