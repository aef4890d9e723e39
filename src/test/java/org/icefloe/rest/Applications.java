package org.icefloe.rest;

import java.net.URI;
import java.util.Optional;
import org.icefloe.auth.Authenticator;
import org.icefloe.net.TrustedProxies;

/** Applications as most tests want them, and addresses that stay as they are. */
public final class Applications {
    private Applications() {}

    /** Without trusted proxies; commands may come by GET. */
    public static RestConfig of(Authenticator authenticator) {
        return of(authenticator, TrustedProxies.NONE);
    }

    /** Commands may come by GET. */
    public static RestConfig of(Authenticator authenticator, TrustedProxies proxies) {
        return new RestConfig(authenticator, () -> proxies, () -> true);
    }

    /** Streams are below this address. */
    public static StreamAddress publicAt(String url) {
        return new StreamAddress(() -> Optional.of(URI.create(url)), () -> "set.example", 8000);
    }

    /** There is no public address. */
    public static StreamAddress reachedAt(String hostname, int streamPort) {
        return new StreamAddress(Optional::empty, () -> hostname, streamPort);
    }
}
