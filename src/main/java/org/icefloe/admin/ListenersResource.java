package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.icefloe.listener.ListenerSession;
import org.icefloe.listener.Listeners;
import org.icefloe.mount.Mount;

/** {@code /admin/listclients?mount=/live.mp3}: who listens; with {@code id}, as in icecast-kh, only that one. */
@Path("admin/{name:listclients(\\.xsl)?}")
public final class ListenersResource {
    private final Commands commands;
    private final Listeners listeners;

    public ListenersResource(Commands commands, Listeners listeners) {
        this.commands = commands;
        this.listeners = listeners;
    }

    /** In the order in which they came. */
    @GET
    public Response list(@Context ContainerRequestContext context) {
        return commands.mount(AdminRequest.of(context), this::list);
    }

    /** The same for a form. */
    @POST
    public Response listByForm(@Context ContainerRequestContext context) {
        return list(context);
    }

    private Response list(Mount mount, AdminRequest request) {
        Optional<Long> only = request.text("id").map(ClientId::parse);
        List<ListenerSession> here = listeners.of(mount.name());
        Element source = Element.source(mount.name().value()).with("Listeners", here.size());
        here.stream()
                .filter(listener -> only.isEmpty() || only.get() == listener.id())
                .forEach(listener -> source.with(of(listener)));
        return commands.answer(request, Element.of("icestats").with(source));
    }

    private static Element of(ListenerSession listener) {
        Element element = Element.of("listener")
                .with("IP", listener.request().address())
                .with("UserAgent", listener.request().header("user-agent").orElse("Unknown"))
                .with("Connected", listener.connected().toSeconds())
                .with("ID", listener.id());
        listener.user().ifPresent(user -> element.with("username", user));
        return element;
    }
}
