/**
 * What the servlet door needs of Tomcat beyond the Servlet API. {@link org.icefloe.servlet.tomcat.TomcatSocket} is all
 * of it. No class of Tomcat is named, so that this is loaded in any container.
 */
@NullMarked
package org.icefloe.servlet.tomcat;

import org.jspecify.annotations.NullMarked;
