package org.icefloe.site;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.StreamAddress;

/** Everything in this package, for a JAX-RS application to register. */
public final class SiteFeature implements Feature {
    private final MountRegistry mounts;
    private final StreamAddress address;

    public SiteFeature(MountRegistry mounts, StreamAddress address) {
        this.mounts = mounts;
        this.address = address;
    }

    @Override
    public boolean configure(FeatureContext context) {
        Assets assets = Assets.load();
        context.register(new HomeResource(mounts, address, new Pages(assets)))
                .register(new AssetResource(assets))
                .register(new PageHeaders())
                .register(new NotFoundPage());
        return true;
    }
}
