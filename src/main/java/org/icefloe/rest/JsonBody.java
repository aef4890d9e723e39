package org.icefloe.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON that came with a request, for resources that take a form in its place too. */
public final class JsonBody {
    private static final ObjectMapper JSON = new StrictJson().getContext(Object.class);

    private JsonBody() {}

    /** Whether the request says that its body is JSON. */
    public static boolean isSentWith(ContainerRequestContext request) {
        MediaType type = request.getMediaType();
        return type != null && MediaType.APPLICATION_JSON_TYPE.isCompatible(type);
    }

    /**
     * Reads an object.
     *
     * @throws BadRequestException with a sentence on what is wrong, and where, if it is none
     */
    public static Map<String, @Nullable Object> object(ContainerRequestContext request) {
        try {
            Map<String, @Nullable Object> object =
                    JSON.readValue(request.getEntityStream().readAllBytes(), new TypeReference<>() {});
            return object == null ? refuse("The body: expected a JSON object") : object;
        } catch (JsonProcessingException noObject) {
            return refuse(JsonFailureMapper.sentence(noObject));
        } catch (IOException gone) {
            throw new UncheckedIOException("The client has not sent its JSON", gone);
        }
    }

    private static Map<String, @Nullable Object> refuse(String sentence) {
        throw new BadRequestException(sentence, Replies.text(Status.BAD_REQUEST, sentence));
    }
}
