package org.icefloe.net.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A form on its way to another server.
 *
 * @param body {@code application/x-www-form-urlencoded}, in ASCII
 * @param authorization the header of that name, if there is one
 * @param patience how long the head of the answer is waited for
 * @param mayRepeat whether it may arrive twice
 */
public record HttpForm(URI url, String body, Optional<String> authorization, Duration patience, boolean mayRepeat) {}
