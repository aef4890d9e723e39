package org.icefloe.testkit.clients;

import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The servers these tests can be run against. The one on the class path, found through {@code META-INF/services}, is
 * taken; {@code -Dicefloe.clients.against=icecast2} takes Debian's icecast2 instead, which tells a mistake of the kit
 * from one of the server.
 */
public interface ServerCatalog {
    /**
     * Starts a server with both doors, on ports of its own.
     *
     * @param sourceTimeout how long a source may be silent
     */
    RunningServer standalone(Duration sourceTimeout);

    /** Every container the WAR has to run in. */
    List<Container> containers();

    /** A servlet container with the WAR in it, not started yet. */
    interface Container {
        /** Product and version, such as {@code Jetty 12.1.12}. */
        String name();

        /** Whether a source may send a body with neither length nor chunks here; if not, it is refused with 411. */
        boolean takesUndelimitedBodies();

        /** Whether a request with an empty {@code Host}, as liquidsoap 2.1.3 sends it, reaches the WAR. */
        boolean takesEmptyHost();

        /** Starts it, on ports of its own. */
        RunningServer start();
    }

    /** @throws IllegalStateException if no server is on the class path */
    static ServerCatalog find() {
        if ("icecast2".equals(System.getProperty("icefloe.clients.against"))) {
            return new Icecast2Catalog();
        }
        return ServiceLoader.load(ServerCatalog.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no server to test: name an implementation in"
                        + " META-INF/services/" + ServerCatalog.class.getName()
                        + " or run with -Dicefloe.clients.against=icecast2"));
    }
}
