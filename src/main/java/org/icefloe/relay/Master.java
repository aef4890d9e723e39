package org.icefloe.relay;

import java.time.Duration;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.config.Settings;
import org.icefloe.net.Origin;

/**
 * The server whose mounts all appear here, as the settings of a moment name it.
 *
 * @param credentials by which this server logs in there
 * @param redirect whether it is told where this server is, so that it may send its listeners here
 * @param interval how often it is asked
 */
record Master(Origin server, Optional<Credentials> credentials, boolean redirect, Duration interval) {
    static Optional<Master> of(Settings.Relay settings) {
        return settings.masterServer()
                .map(host -> new Master(
                        new Origin(settings.masterTls() ? "https" : "http", host, settings.masterPort()),
                        settings.masterPassword().map(password -> new Credentials(settings.masterUser(), password)),
                        settings.masterRedirect(),
                        settings.masterInterval()));
    }

    /** One of its own pages or mounts. */
    Upstream at(String target) {
        return new Upstream(server, target, credentials, true);
    }
}
