package org.icefloe.admin;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.icefloe.auth.AuthenticationBusyException;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/** Whose command is carried out. Resources run on threads that may wait for a password to be compared. */
public final class AdminLogin {
    private final Authenticator authenticator;

    public AdminLogin(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Whether the request may change what a mount does: an admin's may, and the login of the mount's own source. */
    boolean mayControl(ContainerRequestContext request, Optional<MountName> mount) {
        return isAdmin(request) || mount.isPresent() && maySource(request, mount.get());
    }

    boolean isAdmin(ContainerRequestContext request) {
        return credentials(request)
                .filter(sent -> await(authenticator.isAdmin(sent)))
                .isPresent();
    }

    private boolean maySource(ContainerRequestContext request, MountName mount) {
        return credentials(request)
                .filter(sent -> await(authenticator.maySource(mount, sent)))
                .isPresent();
    }

    private static Optional<Credentials> credentials(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .flatMap(Credentials::ofBasic);
    }

    /**
     * Waits for a verdict.
     *
     * @throws WebApplicationException with a whole reply, if there is a refusal instead
     */
    static <T> T await(CompletionStage<T> verdict) {
        try {
            return verdict.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof AuthenticationBusyException) {
                throw new WebApplicationException(AdminReply.refused(Refusal.BUSY));
            }
            if (failed.getCause() instanceof RefusedException refused) {
                throw new WebApplicationException(AdminReply.refused(refused.refusal()));
            }
            throw failed;
        }
    }
}
