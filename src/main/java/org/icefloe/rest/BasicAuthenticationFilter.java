package org.icefloe.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;

/** Puts the {@link Caller} in the place of whatever the container knows of whoever asks. */
@Priority(Priorities.AUTHENTICATION)
final class BasicAuthenticationFilter implements ContainerRequestFilter {
    private final Authenticator authenticator;

    BasicAuthenticationFilter(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Credentials> credentials = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .flatMap(Credentials::ofBasic);
        boolean secure = request.getSecurityContext().isSecure();
        request.setSecurityContext(new Caller(authenticator, credentials, ClientAddress.of(request), secure));
    }
}
