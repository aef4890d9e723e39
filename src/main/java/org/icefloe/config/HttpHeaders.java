package org.icefloe.config;

import java.util.Map;

/**
 * Further headers of a response, in their order.
 *
 * @param values by name
 */
public record HttpHeaders(Map<String, String> values) {
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        values.forEach((name, value) ->
                lines.append(name).append(": ").append(value).append('\n'));
        return lines.toString().strip();
    }
}
