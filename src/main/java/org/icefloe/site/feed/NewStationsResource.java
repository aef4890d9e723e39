package org.icefloe.site.feed;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.icefloe.bytes.Sha256;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogQuery;
import org.icefloe.directory.catalog.Order;
import org.icefloe.directory.catalog.Station;
import org.icefloe.rest.StreamAddress;
import org.icefloe.rest.conditions.Conditions;
import org.icefloe.rest.conditions.Validators;

/** {@code GET /directory/new.atom}: the stations that were listed last, newest first, for feed readers. */
@Path(NewStationsResource.PATH)
public final class NewStationsResource {
    static final String PATH = "/directory/new.atom";

    private static final int MOST = 50;
    private static final int TAG_BYTES = 16;

    private static final CatalogQuery NEWEST =
            CatalogQuery.all(new CatalogQuery.Page(0, MOST)).by(Order.FRESHNESS);

    private final Catalog catalog;
    private final StreamAddress address;

    public NewStationsResource(Catalog catalog, StreamAddress address) {
        this.catalog = catalog;
        this.address = address;
    }

    /** 304 if the client has it. */
    @GET
    public Response feed(@Context ContainerRequestContext request) {
        List<Station> stations = catalog.find(NEWEST).stations();
        byte[] feed = StationFeed.write(stations, PATH, path -> address.page(path, request))
                .getBytes(StandardCharsets.UTF_8);
        EntityTag tag = new EntityTag(Sha256.hex(TAG_BYTES, feed));
        boolean known = new Conditions(name -> Optional.ofNullable(request.getHeaderString(name)), Validators.of(tag))
                .isKnown();
        return (known
                        ? Response.notModified()
                        : Response.ok(feed).header("Content-Type", "application/atom+xml; charset=UTF-8"))
                .tag(tag)
                .header("Cache-Control", "no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
