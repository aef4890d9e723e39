package org.icefloe.site.feed;

import org.icefloe.directory.catalog.Catalog;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.StreamAddress;

/** Everything in this package, put together; the same for all doors. */
public final class Feeds {
    private final Catalog catalog;
    private final StreamAddress address;

    public Feeds(Catalog catalog, StreamAddress address) {
        this.catalog = catalog;
        this.address = address;
    }

    /** Adds them to the application of a door. */
    public void addTo(RestConfig application) {
        application
                .serve(StationPlaylistResource.class, new StationPlaylistResource(catalog))
                .serve(SearchPlaylistResource.class, new SearchPlaylistResource(catalog))
                .serve(ClicksResource.class, new ClicksResource(catalog));
    }
}
