/** The servlet door without a container. */
package org.icefloe.servlet;
