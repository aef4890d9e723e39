package org.icefloe.admin;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.icefloe.listener.Slaves;
import org.icefloe.rest.AdminOnly;
import org.icefloe.rest.ChangesState;
import org.icefloe.rest.relay.RelayEditor;

/**
 * {@code /admin/managerelays?relay=/live.mp3&enable=0} of Icecast-kh: has a relay run, or not. Without {@code enable}
 * it lists all relays, as {@code /admin/relays} does.
 */
@Path("admin/managerelays")
@AdminOnly
@ChangesState(listsWithout = "enable")
public final class ManageRelaysResource {
    private final RelayEditor editor;
    private final Slaves slaves;

    public ManageRelaysResource(RelayEditor editor, Slaves slaves) {
        this.editor = editor;
        this.slaves = slaves;
    }

    @GET
    public Response manage(@Context ContainerRequestContext context) {
        AdminRequest request = AdminRequest.of(context);
        RelayReplies replies = new RelayReplies(false);
        Optional<String> enable = request.text("enable");
        if (enable.isEmpty()) {
            return replies.all(editor, slaves);
        }
        try {
            boolean enabled = RelayForm.flag("enable", enable.get());
            editor.enable(new RelayForm(request.parameters(), editor).mount("relay"), enabled);
            return replies.done(enabled ? "Relay enabled" : "Relay disabled");
        } catch (ClientErrorException refusal) {
            return replies.refused(context, refusal);
        }
    }

    /** The same for a form. */
    @POST
    public Response manageByForm(@Context ContainerRequestContext context) {
        return manage(context);
    }
}
