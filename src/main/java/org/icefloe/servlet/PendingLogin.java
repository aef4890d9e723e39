package org.icefloe.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.icefloe.listener.Grant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener's login that takes its time. The container has its thread back meanwhile, and sends the request through
 * its filters once more when the login is decided.
 */
final class PendingLogin {
    private static final Logger log = LoggerFactory.getLogger(PendingLogin.class);

    /** The request attribute that holds the login. */
    private static final String LOGIN = "org.icefloe.listener-login";

    private PendingLogin() {}

    /** The login that this request has waited for. */
    static Optional<CompletableFuture<Grant>> of(HttpServletRequest request) {
        return request.getAttribute(LOGIN) instanceof Decided decided ? Optional.of(decided.login()) : Optional.empty();
    }

    /** Lets the request wait. */
    static void await(CompletableFuture<Grant> login, HttpServletRequest request) {
        try {
            AsyncContext waiting = request.startAsync();
            waiting.setTimeout(0);
            request.setAttribute(LOGIN, new Decided(login));
            login.whenComplete((grant, refused) -> goOn(waiting, login));
        } catch (IllegalStateException noAsync) {
            giveBack(login);
            throw noAsync;
        }
    }

    private static void goOn(AsyncContext waiting, CompletableFuture<Grant> login) {
        try {
            waiting.dispatch();
        } catch (IllegalStateException gone) {
            log.debug("A listener has gone while its login was checked", gone);
            giveBack(login);
        }
    }

    /** Nobody is let in by this login. */
    private static void giveBack(CompletableFuture<Grant> login) {
        if (!login.cancel(false)) {
            login.thenAccept(Grant::release);
        }
    }

    /** An attribute of a type of our own. */
    private record Decided(CompletableFuture<Grant> login) {}
}
