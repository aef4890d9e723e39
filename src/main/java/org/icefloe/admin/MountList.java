package org.icefloe.admin;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.icefloe.config.MountSetting;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.stats.SourceStatistics;

/** The mounts that are on, in short, as several commands list them. */
public final class MountList {
    private final MountRegistry mounts;
    private final Clock clock;

    public MountList(MountRegistry mounts, Clock clock) {
        this.mounts = mounts;
        this.clock = clock;
    }

    /** Adds those that are wanted, hidden ones too, to a document. */
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

    /** A name a line, without the hidden ones. */
    String names() {
        StringBuilder names = new StringBuilder();
        mounts.all().stream().filter(mount -> !mount.settings().hidden()).forEach(mount -> names.append(mount.name())
                .append("\r\n"));
        return names.toString();
    }
}
