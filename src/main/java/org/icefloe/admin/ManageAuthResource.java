package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.icefloe.auth.htpasswd.HtpasswdUsers;
import org.icefloe.mount.Mount;
import org.icefloe.rest.ChangesState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /admin/manageauth?mount=/live.mp3}: the users who may listen to a mount. With {@code action=add} and
 * {@code action=delete}, a {@code username} and, to add, a {@code password}, they are changed.
 */
@Path("admin/{name:manageauth(\\.xsl)?}")
@ChangesState
public final class ManageAuthResource {
    private static final Logger log = LoggerFactory.getLogger(ManageAuthResource.class);

    private final Commands commands;
    private final HtpasswdUsers users;

    public ManageAuthResource(Commands commands, HtpasswdUsers users) {
        this.commands = commands;
        this.users = users;
    }

    /** 400 for a mount without such a list. */
    @GET
    public Response manage(@Context ContainerRequestContext context) {
        return commands.mount(AdminRequest.of(context), this::manage);
    }

    /** The same for a form. */
    @POST
    public Response manageByForm(@Context ContainerRequestContext context) {
        return manage(context);
    }

    private Response manage(Mount mount, AdminRequest request) {
        if (!users.areKept(mount.settings())) {
            return missing();
        }
        try {
            return switch (request.text("action").orElse("list")) {
                case "add" -> add(mount, request);
                case "delete" -> delete(mount, request);
                default -> list(mount, request, Optional.empty());
            };
        } catch (IllegalArgumentException unusable) {
            return AdminReply.badRequest("This user name or password cannot be used");
        } catch (IOException unchanged) {
            log.error("The users of {} could not be changed", mount.name(), unchanged);
            return list(mount, request, Optional.of("The list of users could not be changed; the log says why"));
        }
    }

    private Response add(Mount mount, AdminRequest request) throws IOException {
        Optional<String> user = request.text("username");
        Optional<String> password = request.text("password");
        if (user.isEmpty() || password.isEmpty()) {
            return missing();
        }
        boolean added = users.add(mount.settings(), user.get(), password.get());
        return list(mount, request, Optional.of(added ? "User added" : "User already exists - not added"));
    }

    private static Response missing() {
        return AdminReply.badRequest("missing parameter");
    }

    /** As with Icecast, a user who was not there is deleted too. */
    private Response delete(Mount mount, AdminRequest request) throws IOException {
        Optional<String> user = request.text("username");
        if (user.isEmpty()) {
            return missing();
        }
        users.delete(mount.settings(), user.get());
        return list(mount, request, Optional.of("User deleted"));
    }

    private Response list(Mount mount, AdminRequest request, Optional<String> message) {
        Element source = Element.source(mount.name().value());
        users.list(mount.settings())
                .forEach(user -> source.with(Element.of("User").with("username", user)));
        Element document = Element.of("icestats").with(source);
        message.ifPresent(said -> document.with(Element.of("iceresponse").with("message", said)));
        return commands.answer(request, document);
    }
}
