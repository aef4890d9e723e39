package org.icefloe.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.icefloe.relay.RelayEntry;

/** The relays as they come together, from wherever they stand in the file. */
final class RelayList {
    private final XmlElement root;
    private final Report report;
    private final List<RelayEntry> relays = new ArrayList<>();

    RelayList(XmlElement root, Report report) {
        this.root = root;
        this.report = report;
    }

    /** Takes a relay of the server. */
    void read(XmlElement relay) {
        add(relay, Optional.empty());
    }

    /** Takes the relay of a mount, as Icecast 2.5 has them. */
    void read(XmlElement relay, MountPattern mounts) {
        if (!mounts.isExact() || mounts.equals(MountPattern.TEMPLATE)) {
            throw new NotTakenException("a relay is heard at one mount, and this entry is for several");
        }
        add(relay, Optional.of(new MountName(mounts.toString())));
    }

    private void add(XmlElement relay, Optional<MountName> mount) {
        RelaySection section = new RelaySection(relay, mount, onDemand(), report);
        MountName heardAt = section.entry().mount();
        if (relays.stream().anyMatch(known -> known.mount().equals(heardAt))) {
            throw new NotTakenException("a relay before it is heard at " + heardAt + ", too");
        }
        relays.add(section.entry());
        section.report();
    }

    private boolean onDemand() {
        return root.textAt("relays-on-demand")
                .or(() -> root.textAt("master/on-demand"))
                .map(text -> text.matches("(?i)1|true|yes|on"))
                .orElse(false);
    }

    List<RelayEntry> relays() {
        return relays;
    }
}
