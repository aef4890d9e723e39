package org.icefloe.rest.relay;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.icefloe.mount.MountName;
import org.icefloe.relay.RelayEntry;
import org.icefloe.relay.RelayReport;
import org.icefloe.relay.RelayStatus;
import org.icefloe.relay.Upstream;
import org.icefloe.rest.Replies;
import org.icefloe.store.RelayRepository;
import org.jspecify.annotations.Nullable;

/** Shows, keeps and drops relays, whatever their address is. What is changed holds at once. */
public final class RelayEditor {
    private final RelayRepository relays;
    private final RelayReport report;

    /** @param report how those fare that the repository has, and those of the master */
    public RelayEditor(RelayRepository relays, RelayReport report) {
        this.relays = relays;
        this.report = report;
    }

    /** Every relay as a document, by the name of its mount: those that were set up, and those of the master. */
    public List<Map<String, Object>> all() {
        Map<MountName, RelayStatus> states =
                report.relays().stream().collect(Collectors.toMap(RelayStatus::mount, state -> state));
        SortedMap<MountName, Map<String, Object>> all = new TreeMap<>();
        states.values().stream()
                .filter(RelayStatus::mirrored)
                .forEach(state -> all.put(state.mount(), RelayDocument.of(state)));
        relays.all()
                .forEach(entry -> all.put(entry.mount(), of(entry, Optional.ofNullable(states.get(entry.mount())))));
        return List.copyOf(all.values());
    }

    /** A state that is another entry's, of before, says nothing of this one. */
    private static Map<String, Object> of(RelayEntry entry, Optional<RelayStatus> state) {
        return RelayDocument.of(entry, state.filter(known -> !known.mirrored()));
    }

    /** How the master fares, if there is one. */
    public Optional<Map<String, Object>> master() {
        return report.master().map(RelayDocument::of);
    }

    /** A relay as a document; 404 if there is none. */
    public Map<String, Object> one(MountName mount) {
        Optional<RelayStatus> state = report.relays().stream()
                .filter(known -> known.mount().equals(mount))
                .findFirst();
        return relays.find(mount)
                .map(entry -> of(entry, state))
                .or(() -> state.filter(RelayStatus::mirrored).map(RelayDocument::of))
                .orElseThrow(() -> noRelay(mount));
    }

    /** The mount that a document is for. */
    public MountName mount(Map<String, @Nullable Object> document) {
        return RelayDocument.mount(document);
    }

    /**
     * Keeps what a document says, in the place of any earlier relay of that mount.
     *
     * @return whether there was none
     * @throws org.icefloe.rest.BadFieldException if it cannot be used
     */
    public boolean put(MountName mount, Map<String, @Nullable Object> document) {
        return put(RelayDocument.toEntry(mount, document, relays.find(mount)));
    }

    /** Keeps a relay in the place of any earlier one of that mount, and returns whether there was none. */
    public boolean put(RelayEntry entry) {
        boolean fresh = relays.find(entry.mount()).isEmpty();
        relays.put(entry);
        return fresh;
    }

    /** Where a mount's relay comes from, so far. */
    public List<Upstream> upstreams(MountName mount) {
        return relays.find(mount).map(RelayEntry::upstreams).orElse(List.of());
    }

    /** Has a relay run, or not; 404 if there is none. */
    public void enable(MountName mount, boolean enabled) {
        RelayEntry entry = relays.find(mount).orElseThrow(() -> noRelay(mount));
        relays.put(new RelayEntry(mount, entry.upstreams(), enabled, entry.onDemand(), entry.idleTimeout()));
    }

    /** Drops a relay; 404 if there is none. */
    public void delete(MountName mount) {
        if (!relays.delete(mount)) {
            throw noRelay(mount);
        }
    }

    private NotFoundException noRelay(MountName mount) {
        boolean mirrored =
                report.relays().stream().anyMatch(relay -> relay.mount().equals(mount));
        String sentence = "No relay of " + mount + " was set up"
                + (mirrored ? ": the master has it. One of your own, with enabled=0, leaves it out here" : "");
        return new NotFoundException(sentence, Replies.text(Status.NOT_FOUND, sentence));
    }
}
