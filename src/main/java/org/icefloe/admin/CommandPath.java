package org.icefloe.admin;

import jakarta.annotation.Priority;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;
import org.icefloe.net.Percent;

/**
 * Has a command's name read as Icecast reads it, at both doors: {@code /admin/%73tats} is {@code /admin/stats}, and
 * {@code /admin/stats/}, which JAX-RS would take for it, is none.
 */
@PreMatching
@Priority(0)
final class CommandPath implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.equals("admin.cgi/")) {
            throw new NotFoundException();
        }
        if (!path.startsWith("admin/") || path.equals("admin/")) {
            return;
        }
        if (path.endsWith("/")) {
            request.abortWith(AdminReply.badRequest("Unrecognised command"));
        } else if (request.getUriInfo().getPath(false).contains("%") && !path.contains("/.")) {
            request.setRequestUri(decoded(path, request));
        }
    }

    private static URI decoded(String path, ContainerRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        String target = Percent.path(path) + (query == null ? "" : "?" + query);
        return request.getUriInfo().getBaseUri().resolve(target);
    }
}
