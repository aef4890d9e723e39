package org.icefloe.site.directory;

import java.time.Clock;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.StreamAddress;
import org.icefloe.site.Pages;

/** Everything in this package, put together. */
public final class DirectoryPages {
    private DirectoryPages() {}

    /** Adds the pages of the directory to the application. */
    public static void addTo(RestConfig application, Catalog catalog, StreamAddress here, Clock clock) {
        Pages pages = Pages.load();
        application
                .serve(FrontResource.class, new FrontResource(catalog, pages, here))
                .serve(GenresResource.class, new GenresResource(catalog, pages))
                .serve(StationResource.class, new StationResource(catalog, pages, clock))
                .serve(OldLinks.Words.class, new OldLinks.Words(here))
                .serve(OldLinks.Genres.class, new OldLinks.Genres(here))
                .serve(OldLinks.Kind.class, new OldLinks.Kind(here))
                .serve(OldLinks.Playlist.class, new OldLinks.Playlist(here));
    }
}
