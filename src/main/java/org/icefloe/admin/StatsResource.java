package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.Replies;
import org.icefloe.rest.StreamAddress;
import org.icefloe.stats.RelayStatistics;
import org.icefloe.stats.ServerStatistics;

/** {@code /admin/stats}: all figures of the server and of every mount, hidden ones too; or of one {@code mount}. */
@Path("admin/{name:(stats|stats\\.xml|stats\\.xsl)?}")
public final class StatsResource {
    private final Commands commands;
    private final MountRegistry mounts;
    private final ServerStatistics statistics;
    private final StreamAddress address;

    public StatsResource(Commands commands, MountRegistry mounts, ServerStatistics statistics, StreamAddress address) {
        this.commands = commands;
        this.mounts = mounts;
        this.statistics = statistics;
        this.address = address;
    }

    /** {@code /admin/} is the page. */
    @GET
    public Response stats(@Context ContainerRequestContext context) {
        AdminRequest request = AdminRequest.of(context);
        if (request.text("mount").isPresent()) {
            return commands.mount(
                    request,
                    (mount, asked) -> commands.answer(asked, document().with(of(mount, statistics.relays(), asked))));
        }
        return request.isAdmin() ? commands.answer(request, whole(request)) : Replies.authenticate();
    }

    /** The same for a form. */
    @POST
    public Response statsByForm(@Context ContainerRequestContext context) {
        return stats(context);
    }

    private Element whole(AdminRequest request) {
        Element document = document();
        RelayStatistics relays = statistics.relays();
        Set<MountName> shown = new HashSet<>();
        mounts.all().forEach(mount -> {
            shown.add(mount.name());
            document.with(of(mount, relays, request));
        });
        List<MountName> silent = relays.names(name -> !shown.contains(name));
        return silent.isEmpty() ? document : document.with(list(silent, relays));
    }

    /** Relays that are not heard now: they are no sources, and readers made for Icecast would take them for some. */
    private static Element list(List<MountName> silent, RelayStatistics relays) {
        Element list = Element.of("relays");
        for (MountName mount : silent) {
            Element relay = Element.of("relay", Map.of("mount", mount.value()));
            relays.of(mount).forEach(relay::with);
            list.with(relay);
        }
        return list;
    }

    private Element document() {
        Element document = Element.of("icestats");
        statistics.global().forEach(document::with);
        return document;
    }

    private Element of(Mount mount, RelayStatistics relays, AdminRequest request) {
        Element source = Element.source(mount.name().value());
        ServerStatistics.of(mount, address.announced(mount.name(), request.context()), relays)
                .forEach(source::with);
        return source;
    }
}
