package org.icefloe.admin;

import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.icefloe.auth.Authenticator;
import org.icefloe.mount.MountName;
import org.icefloe.mount.RefusedException;
import org.icefloe.rest.Caller;
import org.icefloe.rest.Logins;
import org.icefloe.source.ShoutcastLine;
import org.icefloe.source.SourceGate;

/** Who may say what a mount plays. Waits for passwords to be compared, as all resources do. */
public final class MountAccess {
    private final Authenticator authenticator;
    private final SourceGate sources;

    public MountAccess(Authenticator authenticator, SourceGate sources) {
        this.authenticator = authenticator;
        this.sources = sources;
    }

    /** Whether whoever asks is an admin, or logs in as the mount's source does. */
    boolean granted(SecurityContext caller, Optional<MountName> mount, String address) {
        return mount.isPresent() && maySource(caller, mount.get(), address) || caller.isUserInRole(Caller.ADMIN);
    }

    private boolean maySource(SecurityContext caller, MountName mount, String address) {
        return Caller.credentials(caller)
                .filter(sent -> Logins.await(authenticator.maySource(mount, sent, address)))
                .isPresent();
    }

    /** Whether it is the password with which the mount's SHOUTcast source logs in. */
    boolean granted(ShoutcastLine login, String address) {
        try {
            Logins.await(sources.authenticate(login, address));
            return true;
        } catch (RefusedException refused) {
            if (refused.refusal().retryAfter() > 0) {
                throw refused;
            }
            return false;
        }
    }
}
