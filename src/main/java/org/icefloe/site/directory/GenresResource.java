package org.icefloe.site.directory;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.Count;
import org.icefloe.rest.Compressed;
import org.icefloe.site.Pages;

/** {@code GET /directory/genres}: all of them, each with its stations. */
@Compressed
@Path("directory/genres")
public final class GenresResource {
    /** What is rarer is found by the search. */
    private static final int MOST = 5_000;

    private final Catalog catalog;
    private final Pages pages;

    public GenresResource(Catalog catalog, Pages pages) {
        this.catalog = catalog;
        this.pages = pages;
    }

    /**
     * What the page shows.
     *
     * @param total how many there are
     * @param genres the most frequent first
     */
    public record GenresPage(int total, List<Choice> genres) {}

    /** In the language that the browser asks for, or English. */
    @GET
    public Response genres(@Context UriInfo address, @Context HttpHeaders headers) {
        Locale visitor = Pages.language(headers.getAcceptableLanguages());
        List<Count> genres = catalog.genres();
        List<Choice> choices = Choice.of(Search.ALL, "genre", genres, MOST, UnaryOperator.identity());
        return pages.render("genres", visitor, address, new GenresPage(genres.size(), choices));
    }
}
