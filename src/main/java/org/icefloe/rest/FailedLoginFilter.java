package org.icefloe.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.bytes.Printable;
import org.icefloe.mount.Refusal;

/**
 * Notes whose credentials were good for nothing: a 401 to a request that had some. Where too many such have come from,
 * the answer says so instead. A request without credentials only asks what is wanted, as libshout and browsers do.
 */
final class FailedLoginFilter implements ContainerResponseFilter {
    private final Authenticator authenticator;

    FailedLoginFilter(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            Caller.credentials(request.getSecurityContext()).ifPresent(sent -> note(request, response, sent));
        }
    }

    private void note(ContainerRequestContext request, ContainerResponseContext response, Credentials sent) {
        String attempt = "Login for " + AskedMethod.of(request) + " " + AuditLog.path(request);
        String who = "user " + Printable.quote(sent.user());
        Optional<Account> account = authenticator.known(sent);
        if (account.isPresent()) {
            authenticator.logins().forbidden(ClientAddress.of(request), attempt, who);
            return;
        }
        Refusal refusal = authenticator.logins().failed(ClientAddress.of(request), attempt, who);
        if (refusal.status() != response.getStatus()) {
            refuse(response, refusal);
        }
    }

    private static void refuse(ContainerResponseContext response, Refusal refusal) {
        Response instead = Replies.refusal(refusal);
        response.setStatusInfo(instead.getStatusInfo());
        response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
        instead.getHeaders().forEach((name, values) -> response.getHeaders().put(name, values));
        response.setEntity(instead.getEntity(), response.getEntityAnnotations(), instead.getMediaType());
    }
}
