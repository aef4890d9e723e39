package org.icefloe.admin;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.icefloe.listener.Slaves;
import org.icefloe.mount.MountName;
import org.icefloe.rest.AdminOnly;
import org.icefloe.rest.BadFieldException;
import org.icefloe.rest.ChangesState;
import org.icefloe.rest.JsonBody;
import org.icefloe.rest.RawParameters;
import org.icefloe.rest.relay.RelayEditor;
import org.icefloe.rest.relay.RelayValues;
import org.jspecify.annotations.Nullable;

/**
 * {@code /admin/relays}: which mounts are heard from other servers, and how each fares; with {@code mount}, that one.
 *
 * <pre>
 * GET  /admin/relays                     all of them, and the master
 * POST /admin/relays                     action=add &amp; mount=/live.mp3 &amp; url=http://a.example:8000/live.mp3
 *                                        action=delete|enable|disable &amp; mount=/live.mp3
 * POST /admin/relays                     a relay as it is listed, in JSON
 * PUT  /admin/relays?mount=/live.mp3     the same
 * </pre>
 *
 * <p>XML in the manner of {@code /admin/stats}, or JSON for who accepts only that, says {@code format=json}, asks for
 * {@code /admin/relays.json}, or has sent it. Icecast has no such command.
 */
@Path("admin/{name:relays(?:\\.json)?}")
@AdminOnly
public final class RelaysResource {
    private static final String MOUNT = "mount";
    private static final String ACTION = "action";

    private final RelayEditor editor;
    private final Slaves slaves;

    public RelaysResource(RelayEditor editor, Slaves slaves) {
        this.editor = editor;
        this.slaves = slaves;
    }

    @GET
    public Response list(@Context ContainerRequestContext context) {
        return answer(context, (request, replies) -> {
            if (request.text(ACTION).isPresent()) {
                throw new BadFieldException(ACTION, "what changes something has to be sent by POST here");
            }
            return list(request, replies);
        });
    }

    /** A form, or a relay in JSON. Without an action a form changes nothing, and is answered as GET is. */
    @POST
    @ChangesState
    public Response change(@Context ContainerRequestContext context) {
        if (JsonBody.isSentWith(context)) {
            return put(context);
        }
        MediaType type = context.getMediaType();
        if (type != null && !MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type)) {
            return AdminReply.badRequest(
                    "The body is " + type.getType() + "/" + type.getSubtype() + "; expected a form ("
                            + MediaType.APPLICATION_FORM_URLENCODED + ") or a relay as " + MediaType.APPLICATION_JSON);
        }
        return answer(context, this::change);
    }

    /** A relay in JSON: 201 if it is new, else 200. */
    @PUT
    public Response put(@Context ContainerRequestContext context) {
        RelayReplies replies = new RelayReplies(true);
        return guarded(context, replies, () -> {
            Map<String, @Nullable Object> document = JsonBody.object(context);
            MountName mount = RawParameters.parse(
                            context.getUriInfo().getRequestUri().getRawQuery())
                    .text(MOUNT)
                    .map(name -> RelayValues.mount(MOUNT, name))
                    .orElseGet(() -> editor.mount(document));
            boolean fresh = editor.put(mount, document);
            return replies.one(editor.one(mount), fresh ? 201 : 200);
        });
    }

    private Response list(AdminRequest request, RelayReplies replies) {
        return request.text(MOUNT).isPresent()
                ? replies.one(editor.one(mount(request)), 200)
                : replies.all(editor, slaves);
    }

    private Response change(AdminRequest request, RelayReplies replies) {
        String action = request.text(ACTION).orElse("list");
        switch (action) {
            case "list":
                return list(request, replies);
            case "add":
                boolean fresh = editor.put(new RelayForm(request.parameters(), editor).entry());
                return replies.done(fresh ? "Relay added" : "Relay changed");
            case "delete":
                editor.delete(mount(request));
                return replies.done("Relay deleted");
            case "enable", "disable":
                editor.enable(mount(request), action.equals("enable"));
                return replies.done("Relay " + action + "d");
            default:
                throw new BadFieldException(ACTION, "expected add, delete, enable or disable");
        }
    }

    private MountName mount(AdminRequest request) {
        return new RelayForm(request.parameters(), editor).mount(MOUNT);
    }

    private static Response answer(
            ContainerRequestContext context, BiFunction<AdminRequest, RelayReplies, Response> command) {
        AdminRequest request = AdminRequest.of(context);
        RelayReplies replies;
        try {
            replies = new RelayReplies(AnswerFormat.isJson(context, request.parameters()));
        } catch (IllegalArgumentException noFormat) {
            return AdminReply.badRequest(noFormat.getMessage());
        }
        return guarded(context, replies, () -> command.apply(request, replies));
    }

    private static Response guarded(ContainerRequestContext context, RelayReplies replies, Supplier<Response> command) {
        try {
            return command.get();
        } catch (ClientErrorException refusal) {
            return replies.refused(context, refusal);
        }
    }
}
