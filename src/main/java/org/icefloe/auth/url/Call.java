package org.icefloe.auth.url;

import java.time.Duration;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.config.HttpUrl;

/**
 * A form that is posted to a backend.
 *
 * @param credentials for {@code Authorization}
 * @param patience how long the head of the answer is waited for
 */
record Call(HttpUrl url, Form form, Optional<Credentials> credentials, Duration patience) {}
