package org.icefloe.admin;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icefloe.config.MountSetting;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
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
     * A name a line, without the hidden ones. As with Icecast, what is on demand here is to be had too: whoever relays
     * it has it fetched.
     */
    String names() {
        return Stream.concat(mounts.all().stream().map(Mount::name), onDemand())
                .distinct()
                .sorted()
                .filter(name -> !mounts.settingsOf(name).hidden())
                .map(name -> name + "\r\n")
                .collect(Collectors.joining());
    }

    private Stream<MountName> onDemand() {
        return relays.relays().stream()
                .filter(relay -> relay.onDemand() && relay.phase() != RelayStatus.Phase.DISABLED)
                .map(RelayStatus::mount);
    }
}
