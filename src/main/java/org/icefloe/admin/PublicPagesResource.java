package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.StreamAddress;
import org.icefloe.stats.ServerStatistics;
import org.icefloe.stats.SourceStatistics;

/**
 * The pages for everybody that Icecast brings along, to which its users have links: {@code /status.xsl} says what is
 * on, {@code /server_version.xsl} who runs the server, and {@code /auth.xsl} has a form for streams with a login.
 * {@code ?mount=} leaves out the other streams; hidden ones are always left out.
 */
@Path("{page:status|server_version|auth}.xsl")
public final class PublicPagesResource {
    private final MountRegistry mounts;
    private final ServerStatistics statistics;
    private final StreamAddress address;
    private final Pages pages = new Pages();

    public PublicPagesResource(MountRegistry mounts, ServerStatistics statistics, StreamAddress address) {
        this.mounts = mounts;
        this.statistics = statistics;
        this.address = address;
    }

    @GET
    public Response page(@PathParam("page") String template, @Context ContainerRequestContext context) {
        Optional<String> only = AdminRequest.of(context).text("mount");
        List<PublicPage.Stream> streams = mounts.all().stream()
                .filter(mount -> !mount.settings().hidden())
                .filter(mount ->
                        only.isEmpty() || only.get().equals(mount.name().value()))
                .map(mount -> stream(mount, context))
                .toList();
        return pages.show(template, new PublicPage(statistics.introduction(), streams));
    }

    /** The same for a form. */
    @POST
    public Response pageByForm(@PathParam("page") String template, @Context ContainerRequestContext context) {
        return page(template, context);
    }

    private PublicPage.Stream stream(Mount mount, ContainerRequestContext context) {
        String reachable = address.reachable(mount.name(), context);
        Map<String, String> facts = ServerStatistics.publicOf(mount, reachable);
        return new PublicPage.Stream(
                mount.name().value(),
                reachable,
                SourceStatistics.authenticator(mount).isPresent(),
                facts);
    }
}
