package org.icefloe.rest;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request. The credentials are what the client says; only {@link #isUserInRole} knows whether they are good,
 * and it compares passwords only when it is asked. It waits for the answer, so resources must not run on the threads
 * that compare passwords.
 */
public final class Caller implements SecurityContext {
    /** The role of whoever runs the server. */
    public static final String ADMIN = "admin";

    /** The role of other servers that take streams from this one. */
    public static final String RELAY = "relay";

    private final Authenticator authenticator;
    private final Optional<Credentials> credentials;
    private final String address;
    private final boolean secure;

    Caller(Authenticator authenticator, Optional<Credentials> credentials, String address, boolean secure) {
        this.authenticator = authenticator;
        this.credentials = credentials;
        this.address = address;
        this.secure = secure;
    }

    /** The credentials that came with the request, unchecked; for what is no role, such as the source of a mount. */
    public static Optional<Credentials> credentials(SecurityContext context) {
        // By way of the principal: what JAX-RS injects is a proxy of the context.
        return context.getUserPrincipal() instanceof Claim claim ? Optional.of(claim.credentials) : Optional.empty();
    }

    /**
     * @throws org.icefloe.auth.AuthenticationBusyException if too many logins wait to be checked
     * @throws org.icefloe.mount.RefusedException of status 429 if too many from this address have failed
     */
    @Override
    public boolean isUserInRole(String role) {
        return switch (role) {
            case ADMIN -> is(authenticator::isAdmin);
            case RELAY -> is(authenticator::isRelay);
            default -> false;
        };
    }

    private boolean is(BiFunction<Credentials, String, CompletionStage<Boolean>> role) {
        return credentials.map(sent -> Logins.await(role.apply(sent, address))).orElse(false);
    }

    /** Null without credentials, as JAX-RS has it. */
    @Override
    public @Nullable Principal getUserPrincipal() {
        return credentials.map(Claim::new).orElse(null);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return BASIC_AUTH;
    }

    /** Who the client says it is. */
    private record Claim(Credentials credentials) implements Principal {
        @Override
        public String getName() {
            return credentials.user();
        }
    }
}
