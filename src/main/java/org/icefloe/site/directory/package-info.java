/**
 * The directory for people: {@link org.icefloe.site.directory.FrontResource} finds stations,
 * {@link org.icefloe.site.directory.StationResource} shows one, and {@link org.icefloe.site.directory.OldLinks} leads
 * those on who follow links to directories of old. {@link org.icefloe.site.directory.DirectoryPages} brings them into
 * the application.
 */
@NullMarked
package org.icefloe.site.directory;

import org.jspecify.annotations.NullMarked;
