package org.icefloe.site;

import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.StreamAddress;

/** Everything in this package, put together. */
public final class Site {
    private Site() {}

    /** Adds the public pages to the application. */
    public static void addTo(RestConfig application, MountRegistry mounts, StreamAddress address) {
        Assets assets = Assets.load();
        application
                .serve(HomeResource.class, new HomeResource(mounts, address, new Pages(assets)))
                .serve(AssetResource.class, new AssetResource(assets));
    }
}
