package org.icefloe.importer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Role;
import org.icefloe.config.MountOverrides;
import org.icefloe.mount.MountPattern;
import org.icefloe.relay.RelayEntry;

/**
 * What comes of a file.
 *
 * @param findings of every element, in the order of the file
 * @param settings of the server, by key
 * @param entries of mounts, the template among them
 * @param accounts that are good for the whole server
 * @param relays of other servers' mounts
 */
public record ImportPlan(
        List<Finding> findings,
        Map<String, String> settings,
        List<Entry> entries,
        List<Login> accounts,
        List<RelayEntry> relays) {
    public ImportPlan {
        findings = List.copyOf(findings);
        settings = Map.copyOf(settings);
        entries = List.copyOf(entries);
        accounts = List.copyOf(accounts);
        relays = List.copyOf(relays);
    }

    /** Leaves the values of settings out, of which some are passwords, so that no log line has them. */
    @Override
    public String toString() {
        return "ImportPlan[" + settings.keySet() + ", " + entries + ", " + accounts + ", " + relays + "]";
    }

    /**
     * An entry of mounts.
     *
     * @param source the only login that is good for their sources, if there is one
     */
    public record Entry(MountPattern pattern, MountOverrides overrides, Optional<Login> source) {}

    /**
     * A login, with its password in clear text.
     *
     * @param role what it is for
     */
    public record Login(Role role, String user, String password) {
        /** Leaves the password out, so that no log line has it. */
        @Override
        public String toString() {
            return role + " " + user;
        }
    }
}
