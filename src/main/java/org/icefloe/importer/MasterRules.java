package org.icefloe.importer;

/** What a file says of the server's master, and of where listeners are sent: becomes settings of the server. */
final class MasterRules {
    private static final String PREFIX = "icefloe.relay.";
    private static final String REDIRECT_TO = "icefloe.mount.redirect-to";
    private static final String USUAL_PORT = "8000";

    private final Section section;
    private final XmlElement root;

    /** @param section of the server, which is given the rules */
    MasterRules(Section section, XmlElement root) {
        this.section = section;
        this.root = root;
    }

    void add() {
        ofIcecast();
        ofKh();
    }

    private void ofIcecast() {
        section.rule("master-server", server("master-password"));
        section.rule("master-server-port", port("master-ssl-port"));
        section.rule("master-update-interval", section.as(PREFIX + "master-interval"));
        section.rule("master-username", section.as(PREFIX + "master-user"));
        section.rule("master-password", section.as(PREFIX + "master-password"));
        section.rule("relays-on-demand", section.as(PREFIX + "on-demand", Values::flag));
    }

    private void ofKh() {
        section.rule("master-ssl-port", this::tlsPort);
        section.rule("master-redirect master/redirect", section.as(PREFIX + "master-redirect", Values::flag));
        section.rule("max-redirect-slaves", section.as(PREFIX + "max-redirect-slaves"));
        section.rule("redirect", this::redirect);
        section.rule("master/server", server("master/password"));
        section.rule("master/port", port("master/ssl-port"));
        section.rule("master/ssl-port", this::tlsPort);
        section.rule("master/username", section.as(PREFIX + "master-user"));
        section.rule("master/password", section.as(PREFIX + "master-password"));
        section.rule("master/interval", section.as(PREFIX + "master-interval"));
        section.rule("master/run-on", section.as(PREFIX + "idle-timeout"));
        section.rule("master/on-demand", section.as(PREFIX + "on-demand", Values::flag));
        section.rule(
                "master-relay-auth master/relay-auth",
                Section.not("the master's streams are asked for by the same login as its list"));
        section.rule(
                "master/retry-delay",
                Section.not("a relay is tried again by itself, at the latest after icefloe.relay.retry-limit"));
        section.rule(
                "master-bind master/bind", Section.not("connections go out by the address that the system chooses"));
    }

    private Section.Rule server(String password) {
        return element -> {
            if (root.textAt(password).isEmpty()) {
                throw new NotTakenException(
                        "it has no " + password.replace("master/", "") + " beside it, and Icecast asks no master then");
            }
            section.set(element, PREFIX + "master-server", Section.textOf(element));
        };
    }

    private Section.Rule port(String tlsPort) {
        return element -> {
            if (root.textAt(tlsPort).isPresent()) {
                throw new NotTakenException(tlsPort.replace("master/", "") + " says it");
            }
            section.set(element, PREFIX + "master-port", Section.textOf(element));
        };
    }

    private void tlsPort(XmlElement element) {
        section.set(element, PREFIX + "master-port", Section.textOf(element));
        section.put(PREFIX + "master-tls", "true");
    }

    /** Of the server's listeners who find no room, of whatever mount. */
    private void redirect(XmlElement element) {
        String host = element.textAt("host").orElseThrow(() -> new NotTakenException("it has no host"));
        boolean first = root.children().stream()
                        .filter(child -> child.name().equals("redirect"))
                        .findFirst()
                        .orElse(element)
                == element;
        if (!first) {
            throw new NotTakenException(
                    "there is one address for those who find no room, and the one before it counts");
        }
        String port = element.textAt("port").orElse(USUAL_PORT);
        section.set(element, REDIRECT_TO, "http://" + host + ":" + port + "${mount}");
        element.children().forEach(child -> section.taken(child, "a part of " + REDIRECT_TO));
    }
}
