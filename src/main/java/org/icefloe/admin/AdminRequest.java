package org.icefloe.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.rest.Caller;
import org.icefloe.rest.ClientAddress;
import org.icefloe.rest.RawParameters;

/**
 * A command as it was asked for.
 *
 * @param context the request
 * @param parameters of its query and its form; where both name one, the form's counts
 */
record AdminRequest(ContainerRequestContext context, RawParameters parameters) {
    /** Reads the form; how long it may be is a matter of {@link org.icefloe.rest.BodyLimit}. */
    static AdminRequest of(ContainerRequestContext context) {
        RawParameters query =
                RawParameters.parse(context.getUriInfo().getRequestUri().getRawQuery());
        return new AdminRequest(context, form(context).orElse(query));
    }

    private static RawParameters form(ContainerRequestContext context) {
        try {
            byte[] form = context.getEntityStream().readAllBytes();
            return RawParameters.parse(new String(form, StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException("The client has not sent its form", gone);
        }
    }

    Optional<String> text(String name) {
        return parameters.text(name);
    }

    boolean isAdmin() {
        return context.getSecurityContext().isUserInRole(Caller.ADMIN);
    }

    /** For the log. */
    String who() {
        return Caller.credentials(context.getSecurityContext())
                        .map(Credentials::user)
                        .orElse("nobody")
                + " at " + ClientAddress.of(context);
    }
}
