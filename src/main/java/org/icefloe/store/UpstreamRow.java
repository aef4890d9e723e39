package org.icefloe.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.relay.Upstream;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code relay_upstream}. */
@Embeddable
final class UpstreamRow {
    private String url = "";

    private @Nullable String username;

    private @Nullable String password;

    @Column(name = "icy_metadata")
    private boolean icyMetadata;

    /** For Hibernate. */
    private UpstreamRow() {}

    static UpstreamRow of(Upstream upstream) {
        UpstreamRow row = new UpstreamRow();
        row.url = upstream.url();
        row.username = upstream.credentials().map(Credentials::user).orElse(null);
        row.password = upstream.credentials().map(Credentials::password).orElse(null);
        row.icyMetadata = upstream.icyMetadata();
        return row;
    }

    /** @throws IllegalArgumentException if its address is none in this version */
    Upstream toUpstream() {
        Optional<Credentials> credentials = Optional.ofNullable(username)
                .flatMap(user -> Optional.ofNullable(password).map(clear -> new Credentials(user, clear)));
        return Upstream.parse(url, credentials, icyMetadata);
    }
}
