package org.icefloe.servlet.tomcat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes upgraded connections of Tomcat 10.1 and 11 at once.
 *
 * <p>{@code WebConnection.close()} only makes a note there: the socket is closed when its next event comes. Of a
 * listener who has everything and says nothing, or of one who takes nothing any more, none ever comes. So the socket is
 * told of an event that Tomcat itself uses when it ends, {@code STOP}: a thread of the container then closes the
 * connection in the regular way, with all callbacks. Tomcat does not show the socket; it is taken from the field in
 * which the output stream keeps it.
 */
public final class TomcatSocket {
    private static final Logger log = LoggerFactory.getLogger(TomcatSocket.class);

    private static final Optional<TomcatSocket> FOUND = find();

    private final Field socket;
    private final Method process;
    private final Object stop;

    private TomcatSocket(ClassLoader tomcat) throws ReflectiveOperationException {
        socket = Class.forName("org.apache.coyote.http11.upgrade.UpgradeServletOutputStream", false, tomcat)
                .getDeclaredField("socketWrapper");
        Class<?> event = Class.forName("org.apache.tomcat.util.net.SocketEvent", false, tomcat);
        process = socket.getType().getMethod("processSocket", event, boolean.class);
        stop = Arrays.stream(event.getEnumConstants())
                .filter(constant -> constant.toString().equals("STOP"))
                .findFirst()
                .orElseThrow(() -> new NoSuchFieldException("SocketEvent.STOP"));
        if (!socket.trySetAccessible()) {
            throw new IllegalAccessException("UpgradeServletOutputStream.socketWrapper is not open to us");
        }
    }

    private static Optional<TomcatSocket> find() {
        try {
            return Optional.of(new TomcatSocket(WebConnection.class.getClassLoader()));
        } catch (ReflectiveOperationException | LinkageError otherContainer) {
            log.debug("Upgraded connections cannot be closed here", otherContainer);
            return Optional.empty();
        }
    }

    /**
     * Whether the container is a Tomcat as we know it. It may hide its name in {@code getServerInfo}, and its classes
     * may lie beside another container's; only its own context tells.
     */
    public static boolean isSupported(ServletContext context) {
        return context.getClass().getName().startsWith("org.apache.catalina.") && FOUND.isPresent();
    }

    /** Closes the connection at once. Any thread; no callback comes before this returns. */
    public static void close(WebConnection connection) {
        FOUND.ifPresent(found -> found.stop(connection));
    }

    private void stop(WebConnection connection) {
        try {
            process.invoke(socket.get(connection.getOutputStream()), stop, true);
        } catch (IOException | IllegalAccessException | InvocationTargetException fault) {
            log.warn("An upgraded connection could not be closed and stays until the client closes it", fault);
        }
    }
}
