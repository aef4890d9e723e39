package org.icefloe.site;

import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.StreamAddress;

/** Everything in this package, put together. */
public final class Site {
    private Site() {}

    /**
     * Adds the public pages to the application.
     *
     * @param directory whether there is a directory to lead to
     */
    public static void addTo(RestConfig application, MountRegistry mounts, StreamAddress address, boolean directory) {
        Assets assets = Assets.load();
        application
                .serve(HomeResource.class, new HomeResource(mounts, address, new Pages(assets), directory))
                .serve(AssetResource.class, new AssetResource(assets));
    }
}
