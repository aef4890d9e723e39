/**
 * Small files that lead a player to a stream: {@link org.icefloe.playlist.PlaylistResource} makes one for any mount in
 * each {@link org.icefloe.playlist.PlaylistFormat}, {@link org.icefloe.playlist.Locations#m3u} one with a login.
 */
@NullMarked
package org.icefloe.playlist;

import org.jspecify.annotations.NullMarked;
