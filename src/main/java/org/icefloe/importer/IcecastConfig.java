package org.icefloe.importer;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads an {@code icecast.xml} of Icecast 2.4 or 2.5, and of Icecast-kh as far as it says the same, and makes a plan of
 * it. Of every element the plan says whether it is taken, read for what is in it, shut, ignored and why, or unknown.
 * Nothing is changed by it.
 *
 * <pre>
 *   limits, hostname, paths, listen-socket ...      settings of the server
 *   authentication                                  accounts
 *   mount type="normal"                             entries of mounts, with the logins of their sources
 *   mount type="default", deny-ip, allow-ip         the template of all mounts
 *   relay, and those of mounts                      relays
 *   master-server, master                           settings of the server
 *   alias                                           an entry whose fallback is the mount
 * </pre>
 */
public final class IcecastConfig {
    private IcecastConfig() {}

    /**
     * Reads a file, and those of addresses that it names.
     *
     * @throws ImportException if it is no such file
     */
    public static ImportPlan read(Path file) {
        return plan(file.toString(), XmlFile.read(file), AddressFiles::onDisk);
    }

    static ImportPlan plan(String name, XmlElement root, AddressFiles files) {
        if (!root.name().equals("icecast")) {
            throw new ImportException(
                    name + " begins with <" + root.name() + ">, and a file of Icecast's settings with <icecast>.");
        }
        Report report = new Report(root);
        ServerSection server = new ServerSection(root, report);
        AccountSection accounts = new AccountSection(root, report, server.listeners());
        RelayList relays = new RelayList(root, report);
        EntryBook entries = new EntryBook(root, report, files, server, relays);
        server.rule("authentication", accounts::read);
        server.rule("source-password", accounts::readOldPlace);
        server.rule("relay", relays::read);
        server.rule("mount", entries.rule("mount"));
        for (String path : List.of("alias", "resource", "deny-ip", "allow-ip", "deny-agents")) {
            server.rule("paths/" + path, entries.rule("paths/" + path));
        }
        server.rule("resource", entries.rule("paths/resource"));
        server.read(root);
        return new ImportPlan(
                report.findings(), server.settings(), entries.entries(), accounts.accounts(), relays.relays());
    }
}
