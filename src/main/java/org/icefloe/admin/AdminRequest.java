package org.icefloe.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.rest.Caller;
import org.icefloe.rest.ClientAddress;
import org.icefloe.rest.FormBody;
import org.icefloe.rest.RawParameters;

/**
 * A command as it was asked for.
 *
 * @param context the request
 * @param parameters of its query and its form; where both name one, the form's counts
 */
record AdminRequest(ContainerRequestContext context, RawParameters parameters) {
    static AdminRequest of(ContainerRequestContext context) {
        RawParameters query =
                RawParameters.parse(context.getUriInfo().getRequestUri().getRawQuery());
        return new AdminRequest(
                context, FormBody.of(context, StandardCharsets.UTF_8).orElse(query));
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
