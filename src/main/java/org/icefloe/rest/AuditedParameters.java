package org.icefloe.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.icefloe.bytes.Printable;
import org.icefloe.net.Origin;
import org.jspecify.annotations.Nullable;

/** What a request says, for a line of the log: each parameter of its query, its form or its JSON, but no password. */
final class AuditedParameters {
    /** The longest text, in characters: two dozen settings, or a title and what goes with it. */
    private static final int LONGEST = 1_000;

    private static final Pattern SECRET = Pattern.compile("(?i).*(pass|secret|token|credential|authorization).*");

    /** The part of an address before the host, which may hold a password. */
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder text = new StringBuilder();

    private AuditedParameters() {}

    /** The parameters, a blank before each; empty if there are none. */
    static String of(ContainerRequestContext request, byte[] body) {
        AuditedParameters parameters = new AuditedParameters();
        parameters.addForm(request.getUriInfo().getRequestUri().getRawQuery());
        if (MediaType.APPLICATION_JSON_TYPE.isCompatible(request.getMediaType())) {
            parameters.addJson(body);
        } else {
            parameters.addForm(new String(body, StandardCharsets.UTF_8));
        }
        String text = parameters.text.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private void addForm(@Nullable String encoded) {
        if (encoded == null) {
            return;
        }
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                add(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    /** As the bytes that were sent, which may be in any charset. */
    private static String decode(String encoded) {
        try {
            return Printable.headerValue(URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException badEscape) {
            return encoded;
        }
    }

    private void addJson(byte[] body) {
        try {
            JsonNode document = JSON.readTree(body);
            if (document != null) {
                document.fields().forEachRemaining(field -> addJson(field.getKey(), field.getValue()));
            }
        } catch (IOException noJson) {
            text.append(" with a body that is no JSON");
        }
    }

    private void addJson(String name, JsonNode value) {
        if (value.isObject()) {
            value.fields().forEachRemaining(field -> addJson(name + "." + field.getKey(), field.getValue()));
        } else if (value.isArray() && hasContainers(value)) {
            for (int i = 0; i < value.size(); i++) {
                addJson(name + "." + i, value.get(i));
            }
        } else if (value.isNull() && text.length() <= LONGEST) {
            text.append(' ').append(shown(name)).append("=null");
        } else {
            add(name, value.isTextual() ? value.textValue() : value.toString());
        }
    }

    private static boolean hasContainers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).anyMatch(JsonNode::isContainerNode);
    }

    private void add(String name, String value) {
        if (text.length() <= LONGEST) {
            boolean secret = SECRET.matcher(name).matches();
            text.append(' ')
                    .append(shown(name))
                    .append('=')
                    .append(secret ? "***" : Printable.quote(Origin.withoutUser(value)));
        }
    }

    private static String shown(String name) {
        return name.matches("[\\w.-]{1,60}") ? name : Printable.quote(name);
    }
}
