package org.icefloe.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.icefloe.site.Assets.Asset;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /assets/site.css?v=1b3f…}: what pages are made of besides HTML. Under the address with the right version a
 * file stays the same for ever; without one, browsers ask each time whether it has changed (RFC 9111, 5.2.2).
 */
@Path("assets/{name}")
public final class AssetResource {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Assets assets;

    public AssetResource(Assets assets) {
        this.assets = assets;
    }

    /** 404 for any name that is not one of ours; no file is looked for under it. */
    @GET
    public Response asset(
            @PathParam("name") String name, @QueryParam("v") @Nullable String version, @Context Request request) {
        Asset asset = assets.find(name).orElseThrow(NotFoundException::new);
        EntityTag tag = new EntityTag(asset.version());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder reply =
                unchanged == null ? Response.ok(asset.bytes()).header("Content-Type", asset.type()) : unchanged;
        return reply.tag(tag)
                .header("Cache-Control", asset.version().equals(version) ? FOR_EVER : "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
