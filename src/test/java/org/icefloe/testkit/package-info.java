/**
 * Whole servers for tests: {@link org.icefloe.testkit.JarServer} runs {@code java -jar target/icefloe.war},
 * {@link org.icefloe.testkit.StockContainer} drops the same file into an unchanged Tomcat or Jetty. Both give a
 * {@link org.icefloe.testkit.Server} on free ports with a home of its own, and every password is {@code hackme}.
 */
package org.icefloe.testkit;
