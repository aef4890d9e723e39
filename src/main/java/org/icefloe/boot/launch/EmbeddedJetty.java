package org.icefloe.boot.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.LogManager;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.webapp.Configuration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Jetty with the unpacked WAR at {@code /}, set up for thousands of responses that never end.
 *
 * <p>Loaded and called by {@link Main} through reflection, and so dressed in types of the JDK: the constructor opens
 * the port, {@link #run} deploys, {@link #toString} is the port, {@link #close} ends everything.
 */
public final class EmbeddedJetty implements Runnable, AutoCloseable {
    /** A request line and its headers, in bytes; Icecast's encoders and browsers with cookies stay far below. */
    private static final int REQUEST_HEAD = 16_384;

    /** The largest piece of a response that goes to the network at once, in bytes: more than a listener's visit. */
    private static final int RESPONSE_BUFFER = 32_768;

    /**
     * Writes of up to this size are gathered in a buffer, which a response then has to its end: too much to hold for a
     * stream, and the JAX-RS application has a buffer of its own.
     */
    private static final int GATHERED = 0;

    /** Connections that wait to be accepted while everybody comes back after a restart; the kernel may allow fewer. */
    private static final int ACCEPT_QUEUE = 4_096;

    /**
     * How long a connection may pass no byte while somebody wants to read or write. A stream that flows never comes
     * near it; a listener whose player has stopped reading is cut here if its queue has not run full before.
     */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** How long a request's head may take, as at the stream port. */
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(15);

    /** Jetty's own servlets, which its defaults put into every web application. */
    private static final String DEFAULT_SERVLETS = "org.eclipse.jetty.ee10.servlet.";

    /** The attribute by which the web application can be ended before its context. */
    private static final String END = "org.icefloe.end";

    private final Server server;
    private final ServerConnector connector;
    private final WebAppContext context;

    /**
     * Opens the port; connections wait in its queue until {@link #run} has deployed the web application.
     *
     * @param unpacked the WAR as a directory
     * @param temporary a directory the web application may write to
     * @param address port 0 takes any free one
     * @throws IOException if the port cannot be opened
     */
    public EmbeddedJetty(Path unpacked, Path temporary, InetSocketAddress address) throws IOException {
        logThrough(unpacked.resolve("WEB-INF/classes/logback.xml"));
        this.server = new Server();
        this.connector = connector(server, address);
        this.context = context(unpacked, temporary);
        server.addConnector(connector);
        server.setHandler(context);
        connector.open();
    }

    /** One log and one format for all: Jetty, the web application, and the JDK's own loggers. */
    private static void logThrough(Path configuration) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", configuration.toString());
        }
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
    }

    private static ServerConnector connector(Server server, InetSocketAddress address) {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(REQUEST_HEAD);
        http.setOutputBufferSize(RESPONSE_BUFFER);
        http.setOutputAggregationSize(GATHERED);
        http.setSendServerVersion(false);
        HttpConnectionFactory factory = new HttpConnectionFactory(http);
        ServerConnector connector = new ServerConnector(server, factory);
        HeadLimit heads = new HeadLimit(connector.getScheduler(), HEAD_TIMEOUT);
        http.addCustomizer(heads);
        factory.addEventListener(heads);
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        return connector;
    }

    private static WebAppContext context(Path unpacked, Path temporary) {
        WebAppContext context = new WebAppContext();
        context.setContextPath("/");
        context.setWar(unpacked.toString());
        context.setTempDirectory(temporary.toFile());
        // web.xml says it all: there are no fragments, annotations or initializers to look for in seventy jars.
        context.setConfigurations(new Configuration[] {new WebInfConfiguration(), new WebXmlConfiguration()});
        context.getProtectedClassMatcher().add("org.slf4j.", "ch.qos.logback.", DEFAULT_SERVLETS);
        context.getHiddenClassMatcher().add("-" + DEFAULT_SERVLETS);
        context.setThrowUnavailableOnStartupException(true);
        context.setErrorHandler(plainErrors());
        return context;
    }

    private static ErrorPageErrorHandler plainErrors() {
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.setShowStacks(false);
        errors.setShowServlet(false);
        return errors;
    }

    @Override
    public void run() {
        try {
            server.start();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * The server behind the web application goes first, while its connections can still be told that it ends: Jetty
     * would have nothing but a 404 for them.
     */
    @Override
    public void close() throws Exception {
        try {
            if (context.getServletContext().getAttribute(END) instanceof Runnable end) {
                end.run();
            }
        } finally {
            server.stop();
        }
    }

    /** The port that is open, in decimal. */
    @Override
    public String toString() {
        return Integer.toString(connector.getLocalPort());
    }
}
