package org.icefloe.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.StreamAddress;

/** {@code GET /}: what is on, to be heard right there. Hidden mounts are left out. */
@Path("/")
public final class HomeResource {
    private static final MountName EXAMPLE = new MountName("/live.mp3");

    private static final String TO_STREAM_PORT =
            "ffmpeg -re -i music.mp3 -c:a libmp3lame -b:a 128k -f mp3 icecast://source:PASSWORD@%s";
    private static final String TO_SERVLET_DOOR = "ffmpeg -re -i music.mp3 -c:a libmp3lame -b:a 128k -f mp3 -"
            + " | curl -u source:PASSWORD -H Content-Type:audio/mpeg -T - %s";

    private final MountRegistry mounts;
    private final StreamAddress address;
    private final Pages pages;
    private final boolean directory;

    /** @param directory whether there is one to lead to */
    public HomeResource(MountRegistry mounts, StreamAddress address, Pages pages, boolean directory) {
        this.mounts = mounts;
        this.address = address;
        this.pages = pages;
        this.directory = directory;
    }

    /** In the language that the browser asks for, or English. */
    @GET
    public Response home(@Context ContainerRequestContext request, @Context HttpHeaders headers) {
        List<StreamCard> streams = mounts.all().stream()
                .filter(mount -> !mount.settings().hidden())
                .map(mount -> StreamCard.of(mount, address.reachable(mount.name(), request)))
                .sorted(Comparator.comparing(StreamCard::listeners).reversed())
                .toList();
        int listeners = streams.stream().mapToInt(StreamCard::listeners).sum();
        HomePage page = new HomePage(address.host(request), streams, listeners, firstSource(request), directory);
        return pages.render("home", Pages.language(headers.getAcceptableLanguages()), request.getUriInfo(), page);
    }

    /** ffmpeg sends a body without a length, which not every servlet container can read; curl sends chunks. */
    private String firstSource(ContainerRequestContext request) {
        String stream = address.reachable(EXAMPLE, request);
        return address.leadsToStreamPort(request)
                ? TO_STREAM_PORT.formatted(stream.replaceFirst("^http://", ""))
                : TO_SERVLET_DOOR.formatted(stream);
    }
}
