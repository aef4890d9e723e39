package org.icefloe.admin;

import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.icefloe.auth.AuthenticationBusyException;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.mount.MountName;
import org.icefloe.mount.RefusedException;
import org.icefloe.rest.Caller;
import org.icefloe.rest.Logins;
import org.icefloe.source.ShoutcastLine;
import org.icefloe.source.SourceGate;
import org.icefloe.source.SourceLogins;
import org.icefloe.source.SourceRequest;

/** Who may say what a mount plays. Waits for passwords to be compared, as all resources do. */
public final class MountAccess {
    /** Of the threads that answer requests, so many may wait for backends. */
    private static final int MOST_WAITING = 8;

    private final SourceLogins logins;
    private final SourceGate sources;

    private final Semaphore places = new Semaphore(MOST_WAITING);

    /** What backends are being asked: whoever comes with the same login meanwhile waits for the same answer. */
    private final Map<Question, CompletableFuture<Boolean>> asked = new ConcurrentHashMap<>();

    /** Where the server's accounts decide on every mount. */
    MountAccess(Authenticator authenticator, SourceGate sources) {
        this(new SourceLogins(authenticator), sources);
    }

    private record Question(MountName mount, Optional<Credentials> login, String address) {}

    public MountAccess(SourceLogins logins, SourceGate sources) {
        this.logins = logins;
        this.sources = sources;
    }

    /** Whether whoever asks is an admin, or logs in as the mount's source does. */
    boolean granted(SecurityContext caller, Optional<MountName> mount, String address) {
        if (mount.isPresent() && logins.areElsewhere(mount.get())) {
            // An admin is none of the backend's business.
            return caller.isUserInRole(Caller.ADMIN) || maySayBackend(caller, mount.get(), address);
        }
        return mount.isPresent() && mayDescribe(caller, mount.get(), address) || caller.isUserInRole(Caller.ADMIN);
    }

    private boolean mayDescribe(SecurityContext caller, MountName mount, String address) {
        return Logins.await(logins.mayDescribe(request(caller, mount, address)));
    }

    private static SourceRequest request(SecurityContext caller, MountName mount, String address) {
        return new SourceRequest(mount, "GET", Map.of(), Caller.credentials(caller), address);
    }

    /** Waits for a backend, beside those who wait for passwords, whose places it would take away. */
    private boolean maySayBackend(SecurityContext caller, MountName mount, String address) {
        if (!places.tryAcquire()) {
            throw new AuthenticationBusyException(MOST_WAITING);
        }
        try {
            return ask(new Question(mount, Caller.credentials(caller), address), request(caller, mount, address))
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        } finally {
            places.release();
        }
    }

    private CompletableFuture<Boolean> ask(Question question, SourceRequest request) {
        CompletableFuture<Boolean> answer = asked.computeIfAbsent(
                question, unasked -> logins.mayDescribe(request).toCompletableFuture());
        answer.whenComplete((may, fault) -> asked.remove(question, answer));
        return answer;
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
