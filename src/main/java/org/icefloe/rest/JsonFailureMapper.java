package org.icefloe.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers JSON that cannot be read with 400, and names the field, or the line and column. */
final class JsonFailureMapper implements ExceptionMapper<JsonProcessingException> {
    @Override
    public Response toResponse(JsonProcessingException failure) {
        return Replies.text(Status.BAD_REQUEST, sentence(failure));
    }

    /** What is wrong, and where. */
    static String sentence(JsonProcessingException failure) {
        return place(failure) + ": " + problem(failure);
    }

    private static String place(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return mapping.getPath().stream().map(JsonFailureMapper::name).collect(Collectors.joining("."));
        }
        return failure.getLocation() == null
                ? "The body"
                : "Line %d, column %d"
                        .formatted(
                                failure.getLocation().getLineNr(),
                                failure.getLocation().getColumnNr());
    }

    private static String name(Reference step) {
        return step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName();
    }

    /** In this server's words: those of the parser name Java's classes. */
    private static String problem(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return "there is no such field; known are " + unknown.getKnownPropertyIds();
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return "expected " + expected(mismatch.getTargetType());
        }
        if (failure instanceof JsonParseException
                && failure.getOriginalMessage().startsWith("Duplicate field")) {
            return "this field was there already";
        }
        return failure instanceof JsonParseException ? "this is no JSON" : "this cannot be read";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == Integer.class) {
            return "a whole number";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        return type == String.class ? "a text" : "an object";
    }
}
