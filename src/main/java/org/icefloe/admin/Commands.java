package org.icefloe.admin;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.ClientAddress;
import org.icefloe.rest.FailedCommand;
import org.icefloe.rest.Replies;

/**
 * What comes before each command, in Icecast's order and words.
 *
 * <pre>
 *   for the server             an admin                           401
 *                              no mount named                     400 Mount request unknown
 *   for a mount                the mount's source, or an admin    401
 *                              a mount named                      400 Unknown admin request
 *                              that is on                         400 Source does not exist
 *                              with a source                      400 Source is not available
 * </pre>
 */
public final class Commands {
    private final MountRegistry mounts;
    private final MountAccess access;
    private final Pages pages = new Pages();

    public Commands(MountRegistry mounts, MountAccess access) {
        this.mounts = mounts;
        this.access = access;
    }

    /** A command for the server, whose answer is a document. */
    Response server(AdminRequest request, Function<AdminRequest, Element> command) {
        return checkServer(request).orElseGet(() -> answer(request, command.apply(request)));
    }

    /** Why a command for the server is not carried out, if it is not. */
    Optional<Response> checkServer(AdminRequest request) {
        Optional<String> name = request.text("mount");
        if (!mayAsk(request, name.flatMap(MountName::parse))) {
            return Optional.of(Replies.authenticate());
        }
        return name.map(named ->
                AdminReply.badRequest(find(named).isEmpty() ? "Source does not exist" : "Mount request unknown"));
    }

    /** A command for a mount, whose answer is a document or a refusal. */
    Response mount(AdminRequest request, BiFunction<Mount, AdminRequest, Response> command) {
        Optional<String> name = request.text("mount");
        if (!mayAsk(request, name.flatMap(MountName::parse))) {
            return Replies.authenticate();
        }
        if (name.isEmpty()) {
            return AdminReply.badRequest("Unknown admin request");
        }
        Optional<Mount> mount = find(name.get());
        if (mount.isEmpty()) {
            return AdminReply.badRequest("Source does not exist");
        }
        return mount.get().isOnAir()
                ? command.apply(mount.get(), request)
                : AdminReply.badRequest("Source is not available");
    }

    private boolean mayAsk(AdminRequest request, Optional<MountName> mount) {
        return access.granted(request.context().getSecurityContext(), mount, ClientAddress.of(request.context()));
    }

    /** The mount of that name, if it is on. */
    Optional<Mount> find(String name) {
        return MountName.parse(name).flatMap(mounts::find);
    }

    /** A document, or the page that shows it. */
    Response answer(AdminRequest request, Element document) {
        return pages.answer(request.context(), document);
    }

    /** The command was carried out: {@code <return>1</return>}. */
    Response done(AdminRequest request, String message) {
        return answer(request, AdminReply.response(message, 1));
    }

    /** The command was understood, and could not be carried out: {@code <return>0</return>}. */
    Response failed(AdminRequest request, String message) {
        FailedCommand.note(request.context(), message);
        return answer(request, AdminReply.response(message, 0));
    }
}
