package org.icefloe.site.feed;

import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.dump.Dumps;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.StreamAddress;
import org.icefloe.time.Ticker;

/** Everything in this package, put together; the same for all doors. */
public final class Feeds {
    private final Catalog catalog;
    private final StreamAddress address;
    private final Dumps dumps;

    public Feeds(Catalog catalog, StreamAddress address, Ticker ticker) {
        this.catalog = catalog;
        this.address = address;
        this.dumps = YpXml.dumps(catalog, ticker);
    }

    /** Adds them to the application of a door. */
    public void addTo(RestConfig application) {
        application
                .serve(StationPlaylistResource.class, new StationPlaylistResource(catalog))
                .serve(SearchPlaylistResource.class, new SearchPlaylistResource(catalog))
                .serve(ClicksResource.class, new ClicksResource(catalog))
                .serve(YpXmlResource.class, new YpXmlResource(dumps))
                .serve(NewStationsResource.class, new NewStationsResource(catalog, address));
    }
}
