package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.SettingsException;
import org.icefloe.rest.ChangesState;

/** {@code /admin/reloadconfig}, which Icecast has from 2.5 on: reads the settings' file again. */
@Path("admin/{name:reloadconfig(\\.xsl)?}")
@ChangesState
public final class ReloadResource {
    private final Commands commands;
    private final LiveSettings settings;

    public ReloadResource(Commands commands, LiveSettings settings) {
        this.commands = commands;
        this.settings = settings;
    }

    /** Nobody who streams notices; a file that cannot be used leaves everything as it is. */
    @GET
    public Response reload(@Context ContainerRequestContext context) {
        AdminRequest request = AdminRequest.of(context);
        return commands.checkServer(request).orElseGet(() -> reload(request));
    }

    /** The same for a form. */
    @POST
    public Response reloadByForm(@Context ContainerRequestContext context) {
        return reload(context);
    }

    private Response reload(AdminRequest request) {
        try {
            return commands.done(request, "Config reloaded: " + settings.reload());
        } catch (SettingsException unusable) {
            return commands.failed(request, unusable.getMessage());
        }
    }
}
