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

    /**
     * Adds what stands at the front where there are no streams.
     *
     * @param directory whether there is a directory, to which it leads then
     */
    public static void addDirectoryAloneTo(RestConfig application, StreamAddress address, boolean directory) {
        application.serve(AssetResource.class, new AssetResource(Assets.load()));
        if (directory) {
            application.serve(DirectoryFrontResource.class, new DirectoryFrontResource(address));
        }
    }
}
