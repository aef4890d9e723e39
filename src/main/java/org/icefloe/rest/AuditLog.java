package org.icefloe.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.bytes.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log who changed what: one line for each request that an account has made, whatever came of it.
 *
 * <pre>
 *   user "admin" at 192.0.2.7: POST /admin/killclient mount="/live.mp3" id="5": 200 OK
 *   user "admin" at 192.0.2.7: PUT /api/v1/accounts/dj role="source" password=***: 201 Created
 * </pre>
 *
 * <p>A login that failed is told elsewhere, and seldom; nobody can fill the log by lines of this kind without one.
 */
@Priority(Priorities.USER - 1)
final class AuditLog implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

    private static final String BODY = "org.icefloe.audited-body";

    /** As much of a body is looked at, in bytes; the log has nothing of what is behind that. */
    private static final int MAX_BODY = 64 * 1024;

    private static final int LONGEST_PATH = 300;

    private final Authenticator authenticator;

    AuditLog(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Keeps what the body says, and leaves it to the resource whole. */
    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        InputStream entity = request.getEntityStream();
        byte[] body = entity.readNBytes(MAX_BODY);
        request.setEntityStream(new SequenceInputStream(new ByteArrayInputStream(body), entity));
        request.setProperty(BODY, body);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < 400 || isKnown(request.getSecurityContext())) {
            log.info(
                    "{} at {}: {} {}{}: {} {}",
                    who(request.getSecurityContext()),
                    ClientAddress.of(request),
                    AskedMethod.of(request),
                    path(request),
                    AuditedParameters.of(request, body(request)),
                    response.getStatus(),
                    Printable.oneLine(response.getStatusInfo().getReasonPhrase()));
        }
    }

    private boolean isKnown(SecurityContext caller) {
        return Caller.credentials(caller).flatMap(authenticator::known).isPresent();
    }

    /** SHOUTcast's encoders send a password and no name. */
    private static String who(SecurityContext caller) {
        return Caller.credentials(caller)
                .map(Credentials::user)
                .map(user -> "user " + Printable.quote(user))
                .orElse("a client without a user name");
    }

    /** As it was sent, with escapes, so that it has no blanks and no quotes. */
    static String path(ContainerRequestContext request) {
        String path = "/" + request.getUriInfo().getPath(false);
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
    }

    private static byte[] body(ContainerRequestContext request) {
        return request.getProperty(BODY) instanceof byte[] body ? body : new byte[0];
    }
}
