package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.util.Optional;
import org.icefloe.rest.AdminOnly;
import org.icefloe.rest.RawParameters;
import org.icefloe.rest.Replies;
import org.icefloe.stats.history.History;
import org.icefloe.stats.history.HistoryBusyException;
import org.icefloe.stats.history.HistoryQuery;

/**
 * {@code /admin/history}: how many listened when, to a {@code mount} or, without one, to all of them.
 *
 * <pre>
 * GET /admin/history?mount=/live.mp3&amp;resolution=hour&amp;from=2026-11-28T00:00:00Z&amp;to=2026-11-29T00:00:00Z&amp;limit=24
 * </pre>
 *
 * <p>{@code resolution} is {@code minute}, {@code hour} or {@code day}; the newest {@code limit} of the periods are
 * told that begin at {@code from} or later and before {@code to}. XML in the manner of {@code /admin/stats}, or JSON
 * for who accepts only that, says {@code format=json}, or asks for {@code /admin/history.json}. Icecast has no such
 * command.
 */
@Path("admin/{name:history(?:\\.json)?}")
@AdminOnly
public final class HistoryResource {
    private final Optional<History> history;
    private final Clock clock;

    /** @param history none if it is not kept */
    public HistoryResource(Optional<History> history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    @GET
    public Response history(@Context ContainerRequestContext request) {
        return answer(request, AdminRequest.of(request).parameters());
    }

    /** The same for a form. */
    @POST
    public Response historyByForm(@Context ContainerRequestContext request) {
        return history(request);
    }

    private Response answer(ContainerRequestContext request, RawParameters parameters) {
        if (history.isEmpty()) {
            return AdminReply.badRequest("No history is kept; see icefloe.history.enabled");
        }
        try {
            HistoryQuery query = HistoryParameters.read(parameters, clock.instant());
            boolean json = AnswerFormat.isJson(request, parameters);
            return history.get()
                    .read(query)
                    .map(periods -> json
                            ? AdminReply.json(200, HistoryDocument.json(query, periods))
                            : AdminReply.xml(HistoryDocument.xml(query, periods)))
                    .orElseGet(() -> AdminReply.badRequest("Source does not exist"));
        } catch (IllegalArgumentException unusable) {
            return AdminReply.badRequest(unusable.getMessage());
        } catch (HistoryBusyException busy) {
            return Replies.text(Status.SERVICE_UNAVAILABLE, busy.getMessage());
        }
    }
}
