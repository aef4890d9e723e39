package org.icefloe.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.SettingRefusedException;
import org.icefloe.config.SettingState;
import org.icefloe.config.SettingsException;
import org.icefloe.config.SettingsReport;
import org.icefloe.rest.AdminOnly;
import org.icefloe.rest.BadFieldException;
import org.icefloe.rest.ChangesState;
import org.icefloe.rest.Replies;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the server, {@code /api/v1/settings}.
 *
 * <pre>
 *   GET                  { "icefloe.limits.clients": { "value": "2000", "default": "50000", "origin": "the database",
 *                                                      "applies": "at once" }, ... }
 *   PATCH                { "icefloe.limits.clients": 2000, "icefloe.server.location": null }
 *                        { "applied": ["icefloe.limits.clients"], "needRestart": [] }
 *   POST .../reload      the same answer, for what HOME/icefloe.properties says now
 * </pre>
 */
@Path("/api/v1/settings")
@AdminOnly
@Produces(MediaType.APPLICATION_JSON)
public final class SettingsResource {
    private final LiveSettings settings;

    public SettingsResource(LiveSettings settings) {
        this.settings = settings;
    }

    /** Every key, in alphabetical order. Passwords are left out. */
    @GET
    public Map<String, Map<String, @Nullable String>> all() {
        Map<String, Map<String, @Nullable String>> all = new LinkedHashMap<>();
        settings.all().forEach(state -> all.put(state.key(), document(state)));
        return all;
    }

    private static Map<String, @Nullable String> document(SettingState state) {
        Map<String, @Nullable String> document = new LinkedHashMap<>();
        document.put("value", state.value().orElse(null));
        document.put("default", state.byDefault().orElse(null));
        document.put("origin", state.origin().toString());
        document.put("applies", state.applies().toString());
        state.next().ifPresent(next -> document.put("next", next));
        return document;
    }

    /** Changes keys, and drops what was kept of those that are null: 200, 400 or 409, and then nothing has changed. */
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public SettingsReport change(@Nullable Map<String, @Nullable Object> document) {
        if (document == null) {
            throw new BadFieldException("The body", "expected a JSON object of keys and their values");
        }
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        document.forEach((key, value) -> changes.put(key, text(key, value)));
        try {
            return settings.change(changes);
        } catch (SettingRefusedException refused) {
            throw refusal(refused);
        } catch (SettingsException unfit) {
            throw badRequest(unfit);
        }
    }

    /** Reads HOME's file again: 200, or 400 if it cannot be used, and then nothing has changed. */
    @POST
    @ChangesState
    @Path("reload")
    public SettingsReport reload() {
        try {
            return settings.reload();
        } catch (SettingsException unusable) {
            throw badRequest(unusable);
        }
    }

    /** An empty text counts as none here too, as everywhere among the server's settings. */
    private static Optional<String> text(String key, @Nullable Object value) {
        if (value instanceof Map || value instanceof List) {
            throw new BadFieldException(key, "expected a text, a number, true, false or null");
        }
        return Optional.ofNullable(value).map(Object::toString).filter(text -> !text.isEmpty());
    }

    private static WebApplicationException refusal(SettingRefusedException refused) {
        return refused.isFixed()
                ? failure(Status.CONFLICT, refused.key() + ": " + refused.getMessage())
                : new BadFieldException(refused.key(), refused.getMessage());
    }

    private static WebApplicationException badRequest(SettingsException unusable) {
        return failure(Status.BAD_REQUEST, unusable.getMessage());
    }

    private static WebApplicationException failure(Status status, String sentence) {
        return new WebApplicationException(sentence, Replies.text(status, sentence));
    }
}
