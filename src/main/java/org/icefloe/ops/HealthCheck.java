package org.icefloe.ops;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must be well before the server takes traffic.
 *
 * @param name what is looked at, such as {@code stream port} or {@code database}
 * @param complaint empty if all is well, else a sentence for the operator: what is wrong, and the way out. Asked at
 *     every request for {@code /health/ready}, by any thread, so it has to answer from memory or nearly so.
 */
public record HealthCheck(String name, Supplier<Optional<String>> complaint) {}
