package org.icefloe.files;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.icefloe.webroot.Webroot;

/**
 * {@code GET /any/path}: the file of that name, where no mount is on and nothing else of the server answers.
 * Directories are not listed, and have no page of their own; the one at the root is the server's.
 */
@Path("{path:.+}")
public final class FileResource {
    private final Webroot webroot;
    private final FileReplies replies;
    private final BooleanSupplier served;

    public FileResource(Webroot webroot, FileReplies replies) {
        this(webroot, replies, () -> true);
    }

    /** @param served whether there are any files at all for those who ask; asked at each request */
    public FileResource(Webroot webroot, FileReplies replies, BooleanSupplier served) {
        this.webroot = webroot;
        this.replies = replies;
        this.served = served;
    }

    /** The head of what GET sends. JAX-RS would do this by itself, but tell {@link #file} that it is a GET. */
    @HEAD
    public Response head(@Context ContainerRequestContext request) {
        return file(request);
    }

    /** 404 if there is no such file. */
    @GET
    public Response file(@Context ContainerRequestContext request) {
        return Optional.of(request.getUriInfo().getPath())
                .filter(path -> served.getAsBoolean())
                .flatMap(webroot::find)
                .map(file -> replies.reply(file, request))
                .orElseThrow(NotFoundException::new);
    }
}
