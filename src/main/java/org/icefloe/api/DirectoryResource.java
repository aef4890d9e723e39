package org.icefloe.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogQuery;
import org.icefloe.directory.catalog.Count;
import org.icefloe.directory.catalog.Found;
import org.icefloe.directory.catalog.Station;
import org.icefloe.rest.Compressed;
import org.icefloe.rest.StreamAddress;
import org.icefloe.rest.directory.SearchParameters;
import org.jspecify.annotations.Nullable;

/**
 * The directory, {@code /api/v1/directory}, for everybody, pages of every origin among them:
 *
 * <pre>
 *   stations?q=&amp;genre=&amp;codec=&amp;language=&amp;country=&amp;order=listeners|newest&amp;offset=0&amp;limit=20
 *   stations/{id}                        with its streams
 *   genres, codecs, languages, countries?limit=100
 * </pre>
 */
@Compressed
@Path("/api/v1/directory")
@Produces(MediaType.APPLICATION_JSON)
public final class DirectoryResource {
    static final String STATIONS = "/api/v1/directory/stations";

    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_COUNTS = 100;
    private static final int MOST_COUNTS = 1_000;

    /** Each with a curve of some KB. */
    private static final int MOST_ENTRIES = 100;

    private final Catalog catalog;
    private final StreamAddress address;

    public DirectoryResource(Catalog catalog, StreamAddress address) {
        this.catalog = catalog;
        this.address = address;
    }

    /**
     * A part of what is found.
     *
     * @param total how many are found
     * @param next where the stations behind these are; null if there are none
     */
    record PageDocument(
            int total, int offset, int limit, @Nullable String next, List<StationDocument> stations) {}

    /** A station with its streams, those first that were listed first. */
    record WholeStation(@JsonUnwrapped StationDocument station, List<StationDocument.EntryDocument> entries) {}

    /** How many stations have something in common. */
    record CountDocument(String name, int stations) {
        private static CountDocument of(Count count) {
            return new CountDocument(count.name(), count.stations());
        }
    }

    /** The stations that somebody looks for. */
    @GET
    @Path("stations")
    public Response stations(@Context ContainerRequestContext request) {
        SearchParameters parameters = SearchParameters.of(request.getUriInfo());
        int offset = parameters.number("offset", 0, 0, Integer.MAX_VALUE);
        int limit = parameters.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        Found found = catalog.find(parameters.query(new CatalogQuery.Page(offset, limit)));
        List<StationDocument> stations = found.stations().stream()
                .map(station -> document(station, request))
                .toList();
        boolean more = (long) offset + limit < found.total();
        String next = parameters.search() + "offset=" + (offset + limit) + "&limit=" + limit;
        return readable(new PageDocument(
                found.total(), offset, limit, more ? address.page(STATIONS, request) + "?" + next : null, stations));
    }

    /** 404 if there is no such station. */
    @GET
    @Path("stations/{id}")
    public Response station(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Station station = catalog.station(id).orElseThrow(NotFoundException::new);
        return readable(new WholeStation(
                document(station, request),
                station.entries().stream()
                        .limit(MOST_ENTRIES)
                        .map(StationDocument.EntryDocument::of)
                        .toList()));
    }

    private StationDocument document(Station station, ContainerRequestContext request) {
        return StationDocument.of(station, catalog.clicks(station.id()), path -> address.page(path, request));
    }

    /** Those that stations have, most frequent first. */
    @GET
    @Path("{kind: genres|codecs|languages|countries}")
    public Response counts(@PathParam("kind") String kind, @Context ContainerRequestContext request) {
        int limit = SearchParameters.of(request.getUriInfo()).number("limit", USUAL_COUNTS, 1, MOST_COUNTS);
        List<Count> all =
                switch (kind) {
                    case "genres" -> catalog.genres();
                    case "codecs" -> catalog.codecs();
                    case "languages" -> catalog.languages();
                    default -> catalog.countries();
                };
        return readable(all.stream().limit(limit).map(CountDocument::of).toList());
    }

    private static Response readable(Object document) {
        return Response.ok(document)
                .header("Cache-Control", "no-cache, no-store")
                .header("Access-Control-Allow-Origin", "*")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
