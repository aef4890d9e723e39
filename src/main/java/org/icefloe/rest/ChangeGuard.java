package org.icefloe.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.function.BooleanSupplier;
import org.icefloe.net.Origin;

/**
 * Stands before what changes something. A browser sends a password it has once been told along with whatever any page
 * has it ask for, be it the source of an image or a form; so a request that says it comes from a page of another site
 * is refused, by all methods. Programs say no such thing, and are not asked.
 *
 * <pre>
 *   Sec-Fetch-Site: same-origin, none      let in        (W3C Fetch Metadata; sent to https and localhost)
 *   Sec-Fetch-Site: cross-site, same-site  403
 *   Origin, without Sec-Fetch-Site         403, unless it is how the client has reached this server
 *   neither                                let in
 * </pre>
 */
@Priority(Priorities.USER)
final class ChangeGuard implements ContainerRequestFilter {
    private final BooleanSupplier byGet;
    private final String listsWithout;

    /**
     * Guards a command.
     *
     * @param byGet whether GET may change something
     * @param listsWithout the parameter without which the command changes nothing; empty if it always does
     */
    ChangeGuard(BooleanSupplier byGet, String listsWithout) {
        this.byGet = byGet;
        this.listsWithout = listsWithout;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String method = AskedMethod.of(request);
        if (method.equals(HttpMethod.HEAD)
                || method.equals(HttpMethod.GET) && !byGet.getAsBoolean() && !onlyLists(request)) {
            request.abortWith(notBySafeMethod());
        } else if (isFromAnotherSite(request)) {
            request.abortWith(Replies.text(
                    Status.FORBIDDEN,
                    "This request comes from a page of another site, which may change nothing here. If that page is"
                            + " this server's own, the proxy before it has to pass Host on, or to be one of"
                            + " icefloe.server.trusted-proxies"));
        }
    }

    private boolean onlyLists(ContainerRequestContext request) {
        return !listsWithout.isEmpty()
                && !request.getUriInfo().getQueryParameters().containsKey(listsWithout);
    }

    private static Response notBySafeMethod() {
        return Response.fromResponse(Replies.text(
                        Status.METHOD_NOT_ALLOWED, "This command changes something, so it has to be sent by POST here"))
                .header(HttpHeaders.ALLOW, HttpMethod.POST)
                .build();
    }

    private static boolean isFromAnotherSite(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeaderString("Origin");
        return origin != null && !origin.equals(here(request.getUriInfo().getBaseUri()));
    }

    /** As browsers write it: without a port that goes without saying. */
    private static String here(URI base) {
        return Origin.parse(base.getScheme(), base.getRawAuthority())
                .map(Origin::toString)
                .orElse("");
    }
}
