package org.icefloe.servlet;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the container makes, by this constructor, and calls when a connection becomes a {@link Tunnel}. */
public final class TunnelHandler implements HttpUpgradeHandler {
    private static final Logger log = LoggerFactory.getLogger(TunnelHandler.class);

    private @Nullable Tunnel tunnel;
    private Tunnel.@Nullable Traffic traffic;

    void connect(Tunnel newTunnel, Tunnel.Traffic newTraffic) {
        tunnel = newTunnel;
        traffic = newTraffic;
    }

    @Override
    public void init(WebConnection connection) {
        Tunnel opened = Objects.requireNonNull(tunnel);
        try {
            Objects.requireNonNull(traffic).begin(connection);
        } catch (IOException gone) {
            log.debug("A connection was lost before its stream began", gone);
            opened.close();
        } catch (Throwable fault) {
            log.error("A connection is closed because of a fault in the server", fault);
            opened.close();
        }
        opened.opened(connection);
    }

    @Override
    public void destroy() {
        Objects.requireNonNull(traffic).ended();
        Objects.requireNonNull(tunnel).ended();
    }
}
