/**
 * What a browser gets to see: {@link org.icefloe.site.HomeResource} shows what is on, with the styles and scripts of
 * {@link org.icefloe.site.AssetResource}; {@link org.icefloe.site.Site} brings them into the application. Texts are in
 * {@code messages/site*.properties}, and nowhere else.
 */
@NullMarked
package org.icefloe.site;

import org.jspecify.annotations.NullMarked;
