package org.icefloe.admin;

import java.time.Clock;
import org.icefloe.auth.htpasswd.HtpasswdUsers;
import org.icefloe.config.LiveSettings;
import org.icefloe.listener.Listeners;
import org.icefloe.listener.Slaves;
import org.icefloe.mount.MountRegistry;
import org.icefloe.relay.RelayReport;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.StreamAddress;
import org.icefloe.stats.ServerStatistics;

/** Icecast's commands and pages, put together. */
public final class Admin {
    private Admin() {}

    /** What commands look at and change. */
    public record Inside(MountRegistry mounts, Listeners listeners, ServerStatistics statistics, Clock clock) {}

    /**
     * What others do for commands.
     *
     * @param users who may listen to mounts
     * @param settings which can be read again
     * @param relays streams of other servers
     * @param slaves servers that relay what is here
     */
    public record Services(HtpasswdUsers users, LiveSettings settings, RelayReport relays, Slaves slaves) {}

    /** Adds the commands, and the pages for everybody, to the application. */
    public static void addTo(
            RestConfig application, Inside inside, MountAccess access, StreamAddress address, Services services) {
        Commands commands = new Commands(inside.mounts(), access);
        MountList list = new MountList(inside.mounts(), services.relays(), inside.clock());
        application.register(new CommandPath());
        application
                .serve(StatsResource.class, new StatsResource(commands, inside.mounts(), inside.statistics(), address))
                .serve(MountListResource.class, new MountListResource(commands, list))
                .serve(StreamListResource.class, new StreamListResource(commands, list))
                .serve(SlaveResource.class, new SlaveResource(list, services.slaves()))
                .serve(ListenersResource.class, new ListenersResource(commands, inside.listeners()))
                .serve(KillClientResource.class, new KillClientResource(commands, inside.listeners()))
                .serve(MoveClientsResource.class, new MoveClientsResource(commands, list, inside.listeners()))
                .serve(KillSourceResource.class, new KillSourceResource(commands))
                .serve(UpdateMetadataResource.class, new UpdateMetadataResource(commands))
                .serve(FallbacksResource.class, new FallbacksResource(commands, inside.mounts()))
                .serve(ManageAuthResource.class, new ManageAuthResource(commands, services.users()))
                .serve(ReloadResource.class, new ReloadResource(commands, services.settings()))
                .serve(UnknownCommandResource.class, new UnknownCommandResource())
                .serve(
                        PublicPagesResource.class,
                        new PublicPagesResource(inside.mounts(), inside.statistics(), address));
    }
}
