/**
 * {@code java -jar icefloe.war}. {@link org.icefloe.boot.launch.Main} reads the command line, unpacks the WAR once
 * under HOME and hands over to {@link org.icefloe.boot.launch.EmbeddedJetty}, which deploys it as any container would.
 * These classes lie at the root of the WAR, where {@code java -jar} looks and no container does; apart from
 * {@code EmbeddedJetty}, which names Jetty, they use the JDK alone, for no library is on the class path yet.
 */
@NullMarked
package org.icefloe.boot.launch;

import org.jspecify.annotations.NullMarked;
