package org.icefloe.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Leaves out what JAX-RS has to say of a client who is gone before his answer: an error with a stack trace, for what
 * happens every day.
 */
final class GoneClients extends TurboFilter {
    private static final String SPEAKER = "org.glassfish.jersey.server.ServerRuntime$Responder";

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable fault) {
        return fault != null && logger.getName().equals(SPEAKER) && isOfConnection(fault)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private static boolean isOfConnection(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IOException;
    }
}
