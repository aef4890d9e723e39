package org.icefloe.stats;

import java.net.URI;
import java.util.Optional;
import org.icefloe.config.Settings;
import org.icefloe.net.TrustedProxies;

/** A server that says of itself what tests look for. */
public final class TestServer implements Settings.Server {
    @Override
    public String hostname() {
        return "radio.example.org";
    }

    @Override
    public String location() {
        return "Earth";
    }

    @Override
    public String contact() {
        return "me@example.org";
    }

    @Override
    public Optional<URI> publicUrl() {
        return Optional.empty();
    }

    @Override
    public Optional<TrustedProxies> trustedProxies() {
        return Optional.empty();
    }
}
