package org.icefloe.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.icefloe.directory.announce.AnnounceReport;
import org.icefloe.directory.announce.ListingStatus;
import org.icefloe.rest.AdminOnly;

/**
 * {@code /admin/directories}: which streams are listed in which directories, and how each listing fares; with
 * {@code mount}, those of that one.
 *
 * <pre>
 * &lt;icestats&gt;&lt;listing mount="/live.mp3"&gt;&lt;directory&gt;https://dir.example/cgi-bin/yp-cgi&lt;/directory&gt;
 *   &lt;phase&gt;listed&lt;/phase&gt;&lt;since&gt;...&lt;/since&gt;&lt;words&gt;listed since 2026-11-29T12:00:03Z&lt;/words&gt;&lt;sid&gt;...&lt;/sid&gt;
 *   &lt;listen_url&gt;...&lt;/listen_url&gt;&lt;last_touch&gt;...&lt;/last_touch&gt;&lt;next_call&gt;...&lt;/next_call&gt;&lt;answer&gt;...&lt;/answer&gt;&lt;/listing&gt;
 * </pre>
 *
 * <p>XML in the manner of {@code /admin/stats}, or JSON for who accepts only that, says {@code format=json}, or asks
 * for {@code /admin/directories.json}. Icecast has no such command.
 */
@Path("admin/{name:directories(?:\\.json)?}")
@AdminOnly
public final class DirectoriesResource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AnnounceReport report;

    public DirectoriesResource(AnnounceReport report) {
        this.report = report;
    }

    @GET
    public Response list(@Context ContainerRequestContext context) {
        AdminRequest request = AdminRequest.of(context);
        boolean json;
        try {
            json = AnswerFormat.isJson(context, request.parameters());
        } catch (IllegalArgumentException noFormat) {
            return AdminReply.badRequest(noFormat.getMessage());
        }
        Map<String, Object> document = Map.of("listings", listings(request.text("mount")));
        return json ? AdminReply.json(200, text(document)) : AdminReply.xml(RelayElements.of("icestats", document));
    }

    /** The same for a form. */
    @POST
    public Response listByForm(@Context ContainerRequestContext context) {
        return list(context);
    }

    private List<Map<String, Object>> listings(Optional<String> mount) {
        return report.listings().stream()
                .filter(listing -> mount.isEmpty() || listing.mount().value().equals(mount.get()))
                .map(DirectoriesResource::members)
                .toList();
    }

    private static Map<String, Object> members(ListingStatus listing) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("mount", listing.mount().value());
        members.put("directory", listing.directory().toString());
        members.put("phase", listing.phase().toString().toLowerCase(Locale.ROOT));
        members.put("since", time(listing.since()));
        members.put("words", listing.words());
        listing.sid().ifPresent(sid -> members.put("sid", sid));
        listing.listenUrl().ifPresent(url -> members.put("listenUrl", url));
        put(members, "lastTouch", listing.touched());
        put(members, "nextCall", listing.nextCall());
        listing.answer().ifPresent(answer -> members.put("answer", answer));
        return members;
    }

    private static void put(Map<String, Object> members, String name, Optional<Instant> time) {
        time.ifPresent(at -> members.put(name, time(at)));
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String text(Map<String, Object> document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("The listings cannot be written as JSON", impossible);
        }
    }
}
