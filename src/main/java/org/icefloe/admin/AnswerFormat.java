package org.icefloe.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.icefloe.rest.RawParameters;

/** In which format a command answers that knows XML and JSON. */
final class AnswerFormat {
    private AnswerFormat() {}

    /**
     * Whether the answer is to be JSON: for who says {@code format=json}, asks for a name that ends with {@code .json},
     * or accepts it before anything else.
     *
     * @throws IllegalArgumentException if {@code format} is something else
     */
    static boolean isJson(ContainerRequestContext request, RawParameters parameters) {
        Optional<String> format = parameters.text("format");
        if (format.isPresent()) {
            return isJson(format.get());
        }
        return request.getUriInfo().getPath().endsWith(".json")
                || request.getAcceptableMediaTypes().stream()
                        .findFirst()
                        .filter(MediaType.APPLICATION_JSON_TYPE::equals)
                        .isPresent();
    }

    private static boolean isJson(String format) {
        if (format.equals("json") || format.equals("xml")) {
            return format.equals("json");
        }
        throw new IllegalArgumentException("format has to be xml or json");
    }
}
