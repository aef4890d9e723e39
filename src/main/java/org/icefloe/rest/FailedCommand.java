package org.icefloe.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** Why a command came to nothing whose answer is 200 all the same, as Icecast's are: the log is to tell it apart. */
public final class FailedCommand {
    private static final String PROPERTY = "org.icefloe.failed-command";

    private FailedCommand() {}

    /** Notes that the request has not done what it asks for. */
    public static void note(ContainerRequestContext request, String reason) {
        request.setProperty(PROPERTY, reason);
    }

    static Optional<String> reason(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof String reason ? Optional.of(reason) : Optional.empty();
    }
}
