package org.icefloe.site.directory;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.Count;
import org.icefloe.directory.catalog.Found;
import org.icefloe.rest.Compressed;
import org.icefloe.rest.StreamAddress;
import org.icefloe.rest.directory.SearchParameters;
import org.icefloe.site.Pages;

/**
 * {@code GET /directory?q=&genre=&codec=&language=&country=&order=listeners|newest&page=1}: the stations that somebody
 * looks for, to be heard right there.
 */
@Compressed
@Path("directory")
public final class FrontResource {
    static final int PAGE_SIZE = 30;

    private static final int MOST_GENRES = 30;

    /** What servers call codecs and languages is up to them; nobody reads a longer list. */
    private static final int MOST_CHOICES = 250;

    private final Catalog catalog;
    private final Pages pages;
    private final StreamAddress here;

    public FrontResource(Catalog catalog, Pages pages, StreamAddress here) {
        this.catalog = catalog;
        this.pages = pages;
        this.here = here;
    }

    /** In the language that the browser asks for, or English. */
    @GET
    public Response front(@Context ContainerRequestContext request) {
        UriInfo address = request.getUriInfo();
        Locale visitor = Pages.language(request.getAcceptableLanguages());
        Search asked = Search.of(SearchParameters.of(address));
        Found found = catalog.find(asked.query(PAGE_SIZE));
        int last = Math.max(1, (found.total() + PAGE_SIZE - 1) / PAGE_SIZE);
        Search search = asked.onPage(Math.min(asked.page(), last));
        List<StationCard> stations = (search.equals(asked) ? found : catalog.find(search.query(PAGE_SIZE)))
                .stations().stream()
                        .map(station -> StationCard.of(station, visitor))
                        .toList();
        String door = here.page("/cgi-bin/yp-cgi", request);
        FrontPage page = new FrontPage(
                Optional.ofNullable(URI.create(door).getHost()).orElse(""),
                search,
                found.total(),
                last,
                stations,
                filters(search, visitor),
                IcecastSnippet.at(door));
        return pages.render("directory", visitor, address, page);
    }

    private FrontPage.Filters filters(Search search, Locale visitor) {
        List<Count> genres = catalog.genres();
        return new FrontPage.Filters(
                Choice.of(search, "genre", genres, MOST_GENRES, UnaryOperator.identity()),
                genres.size() > MOST_GENRES,
                Choice.of(search, "codec", catalog.codecs(), MOST_CHOICES, UnaryOperator.identity()),
                Choice.of(
                        search,
                        "language",
                        catalog.languages(),
                        MOST_CHOICES,
                        language -> Names.language(language, visitor)),
                Choice.of(
                        search,
                        "country",
                        catalog.countries(),
                        MOST_CHOICES,
                        country -> Names.country(country, visitor)));
    }
}
