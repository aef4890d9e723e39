/**
 * The directory of files that anybody may fetch, and from which intros and fallbacks are played:
 * {@link org.icefloe.webroot.Webroot} finds them, and nothing outside.
 */
@NullMarked
package org.icefloe.webroot;

import org.jspecify.annotations.NullMarked;
