package org.icefloe.admin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.icefloe.net.Percent;

/**
 * What a page of {@code /admin} shows: a document as browsers like it.
 *
 * @param command such as {@code listclients}, without an ending
 * @param message what has come of it; empty if there is nothing to say
 * @param from the mount whose listeners are to be moved; empty if none are
 * @param facts about the server
 * @param mounts those that the document tells of
 */
record AdminPage(String command, String message, String from, Map<String, String> facts, List<MountFacts> mounts) {
    /**
     * A mount.
     *
     * @param name its name
     * @param query the name as a parameter's value
     * @param facts about it
     * @param listeners the facts about each listener
     * @param users who may listen
     */
    record MountFacts(
            String name,
            String query,
            Map<String, String> facts,
            List<Map<String, String>> listeners,
            List<String> users) {

        static MountFacts of(Element source) {
            String name = source.mount().orElse("");
            return new MountFacts(
                    name,
                    Percent.part(name),
                    AdminPage.facts(source),
                    source.all("listener").stream().map(AdminPage::facts).toList(),
                    source.all("User").stream()
                            .map(user -> user.textOf("username"))
                            .toList());
        }
    }

    static AdminPage of(String command, Element document) {
        List<Element> responses =
                document.name().equals("iceresponse") ? List.of(document) : document.all("iceresponse");
        String message = responses.isEmpty() ? "" : responses.get(0).textOf("message");
        Map<String, String> facts = document.name().equals("iceresponse") ? Map.of() : facts(document);
        return new AdminPage(
                command,
                message,
                document.textOf("current_source"),
                facts,
                document.all("source").stream().map(MountFacts::of).toList());
    }

    /** The texts in an element, by name. */
    private static Map<String, String> facts(Element element) {
        Map<String, String> facts = new TreeMap<>();
        element.children().stream()
                .filter(child -> child.children().isEmpty() && child.mount().isEmpty())
                .forEach(child -> facts.put(child.name(), child.text()));
        return facts;
    }
}
