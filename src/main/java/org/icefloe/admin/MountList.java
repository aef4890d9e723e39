package org.icefloe.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icefloe.config.MountSetting;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.net.RelayPath;
import org.icefloe.relay.RelayReport;
import org.icefloe.relay.RelayStatus;
import org.icefloe.stats.SourceStatistics;

/** The mounts that are to be had, in short, as several commands list them. */
public final class MountList {
    private final MountRegistry mounts;
    private final RelayReport relays;
    private final Clock clock;

    public MountList(MountRegistry mounts, RelayReport relays, Clock clock) {
        this.mounts = mounts;
        this.relays = relays;
        this.clock = clock;
    }

    /** Adds those that are on and wanted, hidden ones too, to a document. */
    Element addTo(Element document, Predicate<Mount> wanted) {
        mounts.all().stream().filter(wanted).forEach(mount -> document.with(of(mount)));
        return document;
    }

    private Element of(Mount mount) {
        Element source = Element.source(mount.name().value())
                .with(
                        "fallback",
                        mount.settings().get(MountSetting.FALLBACK_MOUNT).orElse(""))
                .with("listeners", mount.counters().listeners());
        SourceStatistics.authenticator(mount).ifPresent(type -> source.with("authenticator", type));
        return source.with(
                        "Connected",
                        Duration.between(mount.began(), clock.instant()).toSeconds())
                .with("content-type", mount.contentType().value());
    }

    /**
     * A name a line, without the hidden ones, for another server. As with Icecast, what is on demand here is to be had
     * too: whoever relays it has it fetched. But what is mirrored is not, by those of whom we have it.
     */
    Response names(ContainerRequestContext asker) {
        RelayPath way = relays.way();
        RelayPath from = Optional.ofNullable(asker.getHeaderString(RelayPath.HEADER))
                .flatMap(RelayPath::parse)
                .orElse(RelayPath.NONE);
        Response answer = AdminReply.text(names(!way.meets(from)));
        return way.isEmpty()
                ? answer
                : Response.fromResponse(answer)
                        .header(RelayPath.HEADER, way.toString())
                        .build();
    }

    private String names(boolean mirroredToo) {
        return Stream.concat(mounts.all().stream().map(Mount::name), onDemand(mirroredToo))
                .distinct()
                .sorted()
                .filter(name -> !mounts.settingsOf(name).hidden())
                .map(name -> name + "\r\n")
                .collect(Collectors.joining());
    }

    private Stream<MountName> onDemand(boolean mirroredToo) {
        return relays.relays().stream()
                .filter(relay -> mirroredToo || !relay.mirrored())
                .filter(relay -> relay.onDemand() && relay.phase() != RelayStatus.Phase.DISABLED)
                .map(RelayStatus::mount);
    }
}
