package org.icefloe.boot;

import java.net.URI;
import org.icefloe.config.Settings;
import org.icefloe.net.Origin;

/**
 * Where the server can be reached.
 *
 * @param hostname what the outside calls this machine
 * @param streamPort 0 if it is off
 * @param httpAddress what the container's own port listens on; a wildcard address is fine
 * @param httpPort the container's own port
 * @param contextPath where the container has put the web application: empty, or a slash and a name
 * @param purpose what people come for
 */
public record Doors(
        String hostname, int streamPort, String httpAddress, int httpPort, String contextPath, Purpose purpose) {
    enum Purpose {
        STREAMS,
        /** A directory alone. */
        DIRECTORY,
        /** Neither of both. */
        NOTHING;

        static Purpose of(Settings settings) {
            if (settings.stream().serve()) {
                return STREAMS;
            }
            return settings.directory().serve() ? DIRECTORY : NOTHING;
        }
    }

    /** The one line on standard output that says that the server takes traffic. */
    String readyLine() {
        String console = url(hostname, httpPort) + contextPath + "/";
        String streams = streamPort == 0 ? console : url(hostname, streamPort) + "/";
        String what =
                switch (purpose) {
                    case STREAMS -> "streams " + streams + " ";
                    case DIRECTORY -> "directory " + console + "directory ";
                    case NOTHING -> "";
                };
        return "Icefloe is ready: " + what + "console " + console;
    }

    /** What this server, from this machine, can be asked for its health. */
    URI health() {
        String address = isWildcard(httpAddress) ? "127.0.0.1" : httpAddress;
        return URI.create(url(address, httpPort) + contextPath + "/health/ready");
    }

    private static boolean isWildcard(String address) {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::") || address.equals("*");
    }

    private static String url(String host, int port) {
        return "http://" + Origin.hostInUri(host) + ":" + port;
    }
}
