/**
 * The directory for programs: playlists of its stations, all of it as {@code yp.xml}, its newest stations as a feed,
 * and clicks. {@link org.icefloe.site.feed.Feeds} puts it together.
 */
@NullMarked
package org.icefloe.site.feed;

import org.jspecify.annotations.NullMarked;
