package org.icefloe.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.config.Settings;
import org.icefloe.config.Version;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.StreamAddress;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /status-json.xsl}: what is on, in the shape of Icecast 2.4, which encoders, panels and web players read.
 * {@code ?mount=/live.mp3} leaves out the others; hidden mounts are always left out.
 *
 * <pre>
 * no source   {"icestats":{"admin":"...", ..., "server_start_iso8601":"...","dummy":null}}
 * one         {"icestats":{"admin":"...", ..., "source":{"genre":"...", ..., "dummy":null}}}
 * more        {"icestats":{"admin":"...", ..., "source":[{..., "dummy":null},{..., "dummy":null}]}}
 * </pre>
 *
 * <p>There is no name of the mount in it: clients take it from the path of {@code listenurl}.
 *
 * <p>Icecast guesses a member's type from its text, so that a song named {@code 1999} becomes a number, {@code true} a
 * boolean, and {@code -} a document that is no JSON, and every client has to be ready for that. Here the member
 * decides: titles, names, genres and descriptions are always strings, and listeners, bitrates, channels and rates are
 * numbers.
 */
@Path("status-json.xsl")
public final class StatusResource {
    private static final String SERVER_ID = "Icefloe " + Version.CURRENT;

    private final ObjectMapper json = new ObjectMapper();
    private final MountRegistry mounts;
    private final Supplier<Settings.Server> settings;
    private final StreamAddress address;
    private final Instant began;

    /**
     * Asked anew for each document.
     *
     * @param settings what the server says of itself
     * @param began when the server started
     */
    public StatusResource(
            MountRegistry mounts, Supplier<Settings.Server> settings, StreamAddress address, Instant began) {
        this.mounts = mounts;
        this.settings = settings;
        this.address = address;
        this.began = began;
    }

    /** The whole document at once, so that its length can be told. */
    @GET
    public Response status(@Context ContainerRequestContext request) {
        Optional<String> only = MetadataResource.query(request).text("mount");
        List<Map<String, Object>> sources = mounts.all().stream()
                .filter(mount -> !mount.settings().hidden())
                .filter(mount ->
                        only.isEmpty() || only.get().equals(mount.name().value()))
                .map(mount -> source(mount, request))
                .toList();
        return Response.ok(bytes(Map.of("icestats", document(sources))))
                .header("Content-Type", "application/json; charset=UTF-8")
                .header("Cache-Control", "no-cache, no-store")
                .header("Access-Control-Allow-Origin", "*")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private Map<String, @Nullable Object> source(Mount mount, ContainerRequestContext request) {
        Map<String, @Nullable Object> source =
                new LinkedHashMap<>(SourceStatistics.of(mount, address.announced(mount.name(), request)));
        source.put("dummy", null);
        return source;
    }

    private Map<String, @Nullable Object> document(List<Map<String, Object>> sources) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        Settings.Server server = settings.get();
        document.put("admin", server.contact());
        document.put("host", server.hostname());
        document.put("location", server.location());
        document.put("server_id", server.id().orElse(SERVER_ID));
        document.put("server_start", SourceStatistics.mailDate(began));
        document.put("server_start_iso8601", SourceStatistics.isoDate(began));
        switch (sources.size()) {
            case 0 -> document.put("dummy", null);
            case 1 -> document.put("source", sources.get(0));
            default -> document.put("source", sources);
        }
        return document;
    }

    private byte[] bytes(Object document) {
        try {
            return json.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("The status cannot be written as JSON", impossible);
        }
    }
}
